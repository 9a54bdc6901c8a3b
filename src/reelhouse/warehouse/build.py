"""Fills a warehouse: built anew from a state, or changed by what lies between two states.

Both work on the current database of a workbench, whose views `memory.state.X` are the state that
it is to be in, and end with the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.beside import beside
from reelhouse.errors import IntegrityError
from reelhouse.lake.changes import TableChanges
from reelhouse.lake.state import STATE_TABLES
from reelhouse.resources import sql
from reelhouse.schema import create_statements, load_schema
from reelhouse.warehouse.integrity import require_none, run_checks
from reelhouse.warehouse.marts import create_reports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.workbench import Workbench

_OF_RATINGS = ("rating", "movielens_user")


def build_model(bench: Workbench) -> tuple[TableChanges, ...]:
    """Make all tables and fill those of the model; gives how many rows each has."""
    for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
        bench.run(statement)
    # Ratings are most of the work, and nothing but their users is made from them.
    with beside(bench, lambda lane: _fill(lane, ("rating",))) as ratings_filled:
        _fill(bench, [each for each in STATE_TABLES if each not in _OF_RATINGS])
        ratings_filled()
    _fill(bench, ("movielens_user",))
    return counted(bench)


def counted(bench: Workbench) -> tuple[TableChanges, ...]:
    """How many rows each table of the model has, as what came to nothing."""
    return tuple(
        TableChanges(table, bench.value(f"select count(*) from warehouse.movies.{table}"), 0, 0)
        for table in STATE_TABLES
    )


def _fill(bench: Workbench, tables: Iterable[str]) -> None:
    for table in tables:
        bench.run(f"insert into warehouse.movies.{table} by name from memory.state.{table}")
        # What is made from this table is made from what was loaded, not computed again.
        bench.run(f"create or replace view memory.state.{table} as from warehouse.movies.{table}")


def change_model(bench: Workbench, changes: Iterable[TableChanges]) -> None:
    """Bring each table of the model from the state before to the one after, by `change.X`.

    Raises IntegrityError where a table does not end up with the rows that it should.
    """
    schema = load_schema()
    for each in changes:
        if not each.rows:
            continue
        expected = bench.value(f"select count(*) from movies.{each.table}")
        expected += each.inserted - each.deleted
        table = schema.table(f"movies.{each.table}")
        key = ", ".join(f'"{name}"' for name in table.primary_key)
        matched = table.matched("held", "gone")
        bench.run(sql("warehouse/sql", "apply", table=each.table, key=key, matched=matched))
        found = bench.value(f"select count(*) from movies.{each.table}")
        if found != expected:
            raise IntegrityError(
                f"movies.{each.table} has {found:,} rows after a change to {expected:,}; nothing "
                "was published. `reelhouse rebuild` makes the warehouse anew from the lake"
            )


def make_marts(bench: Workbench) -> None:
    """Make the schema `reports` of the current database from its model."""
    bench.run("drop schema if exists reports cascade")
    bench.run(create_reports())


def require_integrity(bench: Workbench, *, ratings_changed_only: bool) -> None:
    """Run every check over the current database; IntegrityError where one does not hold.

    With `ratings_changed_only` the key of ratings is checked for users in `change.rating` alone:
    those of the others are as they were when they were checked.
    """
    require_none(run_checks(bench.rows, ratings_changed_only=ratings_changed_only))
