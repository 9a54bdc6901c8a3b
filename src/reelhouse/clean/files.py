"""How each file of a delivery is cleaned: from CSV to the tables that it tells of."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reelhouse.clean.account import CleanedFile
from reelhouse.clean.convert import types
from reelhouse.clean.duplicates import drop_duplicates
from reelhouse.clean.layout import layout
from reelhouse.clean.nested import CAST, CREW, KEYWORDS, METADATA_COLUMNS
from reelhouse.clean.nested_items import create_macros, read_items
from reelhouse.clean.parquet import write_parquet
from reelhouse.clean.ratings import clean_ratings
from reelhouse.clean.repeated_credits import drop_repeated_credits
from reelhouse.clean.staging import stage
from reelhouse.resources import sql

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.clean.nested import NestedColumn
    from reelhouse.clean.quarantine import Quarantine
    from reelhouse.progress import Progress
    from reelhouse.source import SourceFile
    from reelhouse.workbench import Workbench

_SQL = "clean/sql"
_TABLES = "clean/sql/tables"
_BEST_FILM = "to_count(vote_count) desc nulls last, to_popularity(popularity) desc nulls last,"


@dataclass(frozen=True)
class Recipe:
    """How one kind of file is cleaned, and the tables that come of it.

    `staged` names the table that the file is read into, by the query stage_`kind`.sql; of rows
    with the same key the first by `preference` is kept; `nested` columns are read from literals
    in the table `literals_in`. `logs` are statements before that, which tell the
    quarantine of damaged values. Each of `tables`
    has a query of its name, which can use `views`.
    """

    staged: str
    tables: tuple[str, ...]
    views: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    preference: str = ""
    literals_in: str = ""
    nested: tuple[NestedColumn, ...] = ()


_RECIPES = {
    "movies_metadata": Recipe(
        "metadata",
        (
            *("movie", "collection", "genre", "production_company", "country", "language"),
            *("movie_genre", "movie_company", "movie_country", "movie_spoken_language"),
        ),
        views=("collection_item", "genre_item", "company_item", "country_item", "language_item"),
        logs=("typed_metadata", "damaged_values", "suspect_money"),
        preference=_BEST_FILM,
        literals_in="nested",
        nested=METADATA_COLUMNS,
    ),
    "credits": Recipe(
        "credits",
        ("credit_list", "cast_credit", "crew_credit"),
        views=("cast_item", "crew_item"),
        logs=("negative_orders",),
        literals_in="credits",
        nested=(CAST, CREW),
    ),
    "keywords": Recipe(
        "keywords",
        ("keyword_list", "movie_keyword"),
        literals_in="keywords",
        nested=(KEYWORDS,),
    ),
    "links": Recipe("links", ("movie_link",), logs=("link_values",)),
}


def prepare(bench: Workbench) -> None:
    """Make the macros that files are cleaned with; they belong to one lane."""
    bench.run(sql(_SQL, "macros"))
    create_macros(bench)


def clean_file(
    bench: Workbench,
    file: SourceFile,
    directory: Path,
    quarantine: Quarantine,
    progress: Progress,
) -> CleanedFile:
    """Clean one file, and write its tables as Parquet into the directory."""
    began = time.monotonic()
    kind = file.name.removesuffix("_small")
    if kind == "ratings":
        staged, kept, duplicates = clean_ratings(bench, file, directory, quarantine, progress)
    else:
        recipe = _RECIPES[kind]
        staged = stage(bench, file, progress, partial(_into_table, bench, recipe.staged, kind))
        quarantine.add(staged.entries)
        duplicates = drop_duplicates(bench, recipe.staged, recipe.preference, staged, quarantine)
        kept = bench.value(f"select count(*) from {recipe.staged}")
        _read_literals(bench, file, recipe, quarantine, progress)
        writing = progress.start(file.name, "tables", None)
        _write_tables(bench, file.name, recipe, directory)
        if kind == "credits":
            drop_repeated_credits(bench, directory)
        writing.finish()
    return CleanedFile(
        file.name,
        sha256=staged.sha256,
        read=staged.read,
        kept=kept,
        duplicates=duplicates,
        blank=staged.blank,
        rejected=staged.rejected,
        repaired=quarantine.repaired_rows(file.name),
        seconds=time.monotonic() - began,
        notes=staged.notes,
    )


def write_empty_tables(bench: Workbench, kind: str, directory: Path) -> None:
    """Write the tables of a file that did not come, without rows."""
    bench.connection.register("incoming", types(layout(kind)).empty_table())
    if kind == "ratings":
        write_parquet(bench, sql(_SQL, "stage_ratings"), directory / "rating.parquet")
    else:
        recipe = _RECIPES[kind]
        _into_table(bench, recipe.staged, kind, 0)
        _separate_literals(bench, recipe)
        read_items(bench, kind, recipe.literals_in, recipe.nested)
        _write_tables(bench, kind, recipe, directory)
    bench.connection.unregister("incoming")


def _into_table(bench: Workbench, table: str, kind: str, part: int) -> None:
    query = sql(_SQL, f"stage_{kind}")
    if part == 0:
        bench.run(f"create or replace temp table {table} as {query}")
    else:
        bench.run(f"insert into {table} {query}")


def _separate_literals(bench: Workbench, recipe: Recipe) -> None:
    """Make the table that literals are read in, where it is not the staged one."""
    if recipe.nested and recipe.literals_in != recipe.staged:
        bench.run(sql(_SQL, "nested_metadata"))


def _read_literals(
    bench: Workbench,
    file: SourceFile,
    recipe: Recipe,
    quarantine: Quarantine,
    progress: Progress,
) -> None:
    if not recipe.nested:
        return
    reading = progress.start(file.name, "literals", None)
    _separate_literals(bench, recipe)
    quarantine.add(read_items(bench, file.name, recipe.literals_in, recipe.nested))
    reading.finish()


def _write_tables(bench: Workbench, file: str, recipe: Recipe, directory: Path) -> None:
    for log in recipe.logs:
        bench.run(sql(_SQL, log, file=file))
    for view in recipe.views:
        bench.run(f"create or replace temp view {view} as {sql(_TABLES, view)}")
    for table in recipe.tables:
        write_parquet(bench, sql(_TABLES, table), directory / f"{table}.parquet")
