"""The layers of a state: for each kind of file the deliveries that count, merged into views.

A snapshot hides everything before it, a delta only what it has itself. So the layers of a kind
are the newest snapshot that has it and the deltas after that; of each key the newest layer that
has it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from reelhouse.errors import LakeError
from reelhouse.resources import quoted, sql
from reelhouse.source.delivery import FILE_NAMES, kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.workbench import Workbench

KINDS = tuple(dict.fromkeys(kind(each) for each in FILE_NAMES))

LAKE_TABLES: Mapping[str, tuple[str, ...]] = {
    "movies_metadata": (
        *("movie", "collection", "genre", "production_company", "country", "language"),
        *("movie_genre", "movie_company", "movie_country", "movie_spoken_language"),
    ),
    "credits": ("credit_list", "cast_credit", "crew_credit"),
    "keywords": ("keyword_list", "movie_keyword"),
    "links": ("movie_link",),
    "ratings": ("rating",),
}
"""The tables that come of each kind of file; of several, the first has the records themselves."""

_RECORDS = {"movies_metadata": "movie", "credits": "credit_list", "keywords": "keyword_list"}
"""Where a kind's records are films: all rows about a film come from the layer that has it last."""

_NAMED = {
    "collection": "collection_id",
    "genre": "genre_id",
    "production_company": "company_id",
    "country": "country_code",
    "language": "language_code",
}
_CREDITS = ("cast_credit", "crew_credit")


def layers(manifests: Sequence[Manifest], kind_: str) -> list[Manifest]:
    """The deliveries of which a kind of file counts, the oldest first; `manifests` are by age."""
    found: list[Manifest] = []
    for each in manifests:
        if kind_ in each.kinds:
            found = [*found, each] if each.is_delta else [each]
    return found


def create_layers(
    bench: Workbench,
    lake: Lake,
    manifests: Sequence[Manifest],
    kinds: Sequence[str] = KINDS,
) -> None:
    """Make the views `lake.X` of the workbench for the tables of these kinds of files.

    Of a kind that no delivery has, the tables are empty. Raises LakeError where there is no
    delivery, or where a table in the lake is damaged.
    """
    if not manifests:
        raise LakeError("the lake holds no delivery yet: ingest one first")
    bench.run("create schema if not exists lake")
    for name in kinds:
        # A delivery has empty tables for what it did not bring.
        found = layers(manifests, name) or [manifests[-1]]
        paths = [_local(lake, folder, name) for folder in _folders(found, name)]
        for table in LAKE_TABLES[name]:
            files = ", ".join(quoted(path / f"{table}.parquet") for path in paths)
            _create(bench, table, files, paths[-1], is_single=len(paths) == 1)
        if len(paths) > 1:
            _merge(bench, name)


def _folders(found: Sequence[Manifest], name: str) -> list[str]:
    """Where the tables of these layers lie, the oldest first.

    Of content that came more than once the last time counts: it hides all of the times before.
    """
    newest_first = (each.folder_of(name) for each in reversed(found))
    return [*dict.fromkeys(newest_first)][::-1]


def _local(lake: Lake, folder: str, name: str) -> Path:
    return lake.local(folder, [f"{table}.parquet" for table in LAKE_TABLES[name]])


def _create(bench: Workbench, table: str, files: str, folder: Path, *, is_single: bool) -> None:
    """`lake.X` where one layer has it all, else `lake.X_layer`, with the number of each layer."""
    name = table if is_single else f"{table}_layer"
    query = f"from read_parquet({files})" if is_single else sql("lake/sql", "layers", files=files)
    try:
        bench.run(f"create or replace view lake.{name} as {query}")
    except duckdb.Error as error:
        raise LakeError(
            f"{folder}: is damaged ({error}); move it away and ingest the delivery again"
        ) from error


def _merge(bench: Workbench, name: str) -> None:
    if name == "ratings":
        bench.run(sql("lake/sql", "merged_ratings"))
        return
    if name == "links":
        bench.run(sql("lake/sql", "merged_by_key", table="movie_link", key="movielens_id"))
        return
    bench.run(sql("lake/sql", "newest_layer", kind=name, records=_RECORDS[name]))
    for table in LAKE_TABLES[name]:
        if table in _NAMED:
            bench.run(sql("lake/sql", "merged_by_key", table=table, key=_NAMED[table]))
        elif table in _CREDITS:
            bench.run(sql("lake/sql", "merged_credits", table=table))
        else:
            bench.run(sql("lake/sql", "merged_by_movie", table=table, kind=name))
