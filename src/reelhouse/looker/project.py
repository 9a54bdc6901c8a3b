"""The files of a LookML project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError
from reelhouse.looker import yaml
from reelhouse.looker.dashboards import dashboard
from reelhouse.looker.films import films_explore, films_view
from reelhouse.looker.identifiers import Identifiers
from reelhouse.looker.joins import explores
from reelhouse.looker.lookml import Block, Sql, Text, document
from reelhouse.looker.lookups import lookup_explore, lookup_view, scope_explore, scope_view
from reelhouse.looker.reports import report_explore, report_view
from reelhouse.looker.shape import lookups
from reelhouse.looker.tables import table_view
from reelhouse.looker.target import MARK, filled
from reelhouse.reports.catalog import definitions
from reelhouse.resources import sql, uncommented
from reelhouse.schema import load_schema

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from reelhouse.looker.lookml import Entry

REPORTS = "reelhouse_reports"
TABLES = "reelhouse_tables"
"""The models: who may see the reports alone is given the first one."""

_CONNECTION = re.compile(r"[\w.-]+")
_DATAGROUP = "delivery"


def write(
    directory: str | os.PathLike[str],
    *,
    connection: str = "reelhouse",
    dialect: str = "postgres",
    force: bool = False,
) -> list[str]:
    """Write the project into a folder, all of it or nothing; the names of its files.

    `connection` is what Looker calls its connection to the warehouse, `dialect` one of DIALECTS.
    A folder that is not empty is taken with `force` alone: what an earlier run wrote there is
    replaced, and what else is there stays. UsageError where that does not hold.
    """
    files = project(connection, dialect)
    filled(directory, files, force=force)
    return list(files)


def project(connection: str, dialect: str) -> dict[str, str]:
    """The texts of the files, by their names with folders. UsageError as `write` raises it."""
    if not _CONNECTION.fullmatch(connection):
        raise UsageError(
            f"{connection!r} cannot be the name of a connection: expected letters, digits, _, - "
            "and . alone"
        )
    identifiers = Identifiers(dialect)
    return {
        "manifest.lkml": document(_manifest(connection), MARK),
        **{name: document(entries, MARK) for name, entries in _reports(identifiers)},
        **{name: document(entries, MARK) for name, entries in _tables(identifiers)},
        **{
            f"dashboards/{report.view}.dashboard.lookml": yaml.document(
                dashboard(report, REPORTS), MARK
            )
            for report in definitions()
        },
    }


def _manifest(connection: str) -> list[Entry]:
    value: tuple[Entry, ...] = (("value", Text(connection)), ("export", "override_optional"))
    return [("project_name", Text("reelhouse")), Block("constant", "CONNECTION", value)]


def _reports(identifiers: Identifiers) -> Iterator[tuple[str, Iterable[Entry]]]:
    reports = definitions()
    found = {mart.name: mart for report in reports for mart in lookups(report)}
    views = [
        *(report_view(report, identifiers) for report in reports),
        scope_view(identifiers),
        *(lookup_view(mart, identifiers) for mart in found.values()),
    ]
    shown = [
        *(report_explore(report) for report in reports),
        scope_explore(),
        *(lookup_explore(mart) for mart in found.values()),
    ]
    included = ("/views/reports/*.view.lkml", "/dashboards/*.dashboard.lookml")
    yield f"models/{REPORTS}.model.lkml", [*_model("Reelhouse reports", included), *shown]
    for view in views:
        yield f"views/reports/{view.name}.view.lkml", [view]


def _tables(identifiers: Identifiers) -> Iterator[tuple[str, Iterable[Entry]]]:
    schema = load_schema()
    films = films_view(schema, identifiers)
    included = ("/views/tables/*.view.lkml", f"/views/{films.name}.view.lkml")
    yield (
        f"models/{TABLES}.model.lkml",
        [*_model("Reelhouse tables", included), films_explore(), *explores(schema)],
    )
    yield f"views/{films.name}.view.lkml", [films]
    for table in schema.tables:
        yield f"views/tables/{table.name}.view.lkml", [table_view(table, identifiers)]


def _model(words: str, included: Iterable[str]) -> list[Entry]:
    """How a model begins: what it shows is good until a delivery changes the state."""
    trigger = uncommented(sql("looker/sql", "state"))
    kept: tuple[Entry, ...] = (("sql_trigger", Sql(trigger)), ("max_cache_age", Text("24 hours")))
    return [
        ("connection", Text("@{CONNECTION}")),
        ("label", Text(words)),
        *(("include", Text(each)) for each in included),
        ("persist_with", _DATAGROUP),
        Block("datagroup", _DATAGROUP, kept),
    ]
