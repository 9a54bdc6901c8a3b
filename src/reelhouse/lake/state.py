"""The current state: the model's tables as a function of the deliveries in the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.lake.layers import LAKE_TABLES, create_layers
from reelhouse.resources import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.workbench import Workbench

_AS_DELIVERED = frozenset(LAKE_TABLES["movies_metadata"]) - {"language"}
"""Films and what they belong to stand by themselves; all else depends on which films are here."""

_FEW = 100

STATE_TABLES = (
    *("movie", "collection", "status", "language", "country", "genre", "production_company"),
    *("movie_genre", "movie_company", "movie_country", "movie_spoken_language"),
    *("movie_keyword", "keyword", "cast_credit", "crew_credit", "company_member"),
    *("department", "job", "movie_link", "rating", "movielens_user"),
)
"""Tables of the schema movies that the state has, each after those it is made from."""


def create_state(bench: Workbench, lake: Lake, manifests: Sequence[Manifest]) -> None:
    """Make the views `state.X` of the workbench, one for each table of the model.

    `manifests` are all deliveries up to the one that the state is as of, the oldest first. Raises
    LakeError where there is none.
    """
    create_layers(bench, lake, manifests)
    bench.run("create schema if not exists state")
    bench.run(sql("lake/sql", "unlinked"))
    unlinked = _unlinked(bench)
    for table in STATE_TABLES:
        if table in _AS_DELIVERED:
            query = f"from lake.{table}"
        else:
            query = sql("lake/sql/state", table, unlinked=unlinked)
        bench.run(f"create or replace view state.{table} as {query}")


def keep_computed(bench: Workbench, database: str) -> None:
    """Compute the views `state.X` of a database once, for whoever looks at them more than once.

    But for the ratings, which are read where they lie.
    """
    bench.run(f"create schema {database}.fresh")
    for table in STATE_TABLES:
        if table != "rating":
            bench.run(f"create table {database}.fresh.{table} as from {database}.state.{table}")
            view = f"{database}.state.{table}"
            bench.run(f"create or replace view {view} as from {database}.fresh.{table}")


def show_state(bench: Workbench, database: str = "memory") -> None:
    """Have the current database show the state of `database` as a warehouse would: movies.X."""
    bench.run("create schema if not exists movies")
    for table in STATE_TABLES:
        bench.run(f"create or replace view movies.{table} as from {database}.state.{table}")


def _unlinked(bench: Workbench) -> str:
    """What ratings are not to be of, for an IN: a list of numbers while they are few.

    DuckDB keeps rows in their order through a comparison with numbers, but not through a join;
    ratings in the order of their keys take less room and are quicker to check.
    """
    ids = bench.rows(f"select movielens_id from lake.unlinked limit {_FEW + 1}")
    if len(ids) > _FEW:
        return "select gone.movielens_id from lake.unlinked as gone"
    return ", ".join(str(number) for (number,) in ids) or "-1"
