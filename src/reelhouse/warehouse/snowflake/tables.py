"""What there is in the database: the model, the ledger, the marts and the reports over them."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from reelhouse.reports.catalog import definitions
from reelhouse.reports.columns import US_DOLLARS
from reelhouse.reports.statement import default_rows, defaults
from reelhouse.resources import filled, sql
from reelhouse.schema import create_statements, load_schema
from reelhouse.schema.ddl import create_table, in_order_of_reference, literal
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.warehouse.shipped import MartTable

TABLES = ("movies", "reelhouse", "marts")
"""The schemas of the tables. `reports` has views over `marts`, which are all that analysts see."""

_LAYOUT = 1
"""Counts what changes in this package beyond the model, the marts and the reports."""


def create_loading() -> Iterator[str]:
    """The statements that make what loads work with, where it is missing."""
    yield "create schema if not exists reelhouse_loading"
    yield sql("warehouse/snowflake/sql", "writer")
    yield sql("warehouse/snowflake/sql", "marked")


def create_tables(found: Iterable[MartTable], suffix: str = "") -> Iterator[str]:
    """The statements that make all tables, where they are missing, in schemas of that suffix."""
    for schema in TABLES:
        yield f"create schema if not exists {schema}{suffix}"
    for table in in_order_of_reference(load_schema().placed(suffix)):
        yield _where_missing(create_table(table, "snowflake", enforce_keys=True))
    for each in found:
        yield _where_missing(_create_mart(each, suffix))


def create_views(found: Iterable[MartTable], *, materialized: bool, anew: bool) -> Iterator[str]:
    """The statements that make a view for each mart and each report: where missing, or `anew`.

    A report's view is one over one mart; `materialized`, where Snowflake's rules allow it.
    """
    yield "create schema if not exists reports"
    yield sql("warehouse/snowflake/sql", "folded")
    for each in found:
        columns = ",\n    ".join(each.columns)
        query = f"select\n    {columns}\nfrom marts.{each.mart.name}"
        yield _view(each.mart.name, query, anew=anew)
    for report in definitions():
        if materialized and can_be_materialized(report):
            yield _view(report.view, flat(report), report, kind="materialized view", anew=anew)
        else:
            query = default_rows(report).replace("reports.", "marts.")
            yield _view(report.view, query, report, anew=anew)


def can_be_materialized(report: ReportDefinition) -> bool:
    """Whether a report is what Snowflake materializes: of one table, without window functions."""
    return not report.sql.startswith("with") and " over (" not in report.sql


def flat(report: ReportDefinition) -> str:
    """The rows of a report's view as one SELECT; a materialized view may have none inside.

    Whole dollars stay whole, as in `default_rows`.
    """
    told = {name: f"'{value}'" for name, value in defaults(report).items()}
    shown, _, rest = filled(report.sql, told).replace("reports.", "marts.").partition("\nfrom ")
    dollars = {column.name for column in report.columns if column.unit == US_DOLLARS}
    items = [each.strip() for each in shown.removeprefix("select").split(",\n")]
    lines = []
    for each in items:
        value, _, name = each.rpartition(" as ")
        lines.append(
            f"cast({value or name} as number(19,0)) as {name}" if name in dollars else each
        )
    return "select\n    " + ",\n    ".join(lines) + f"\nfrom {rest}"


def columns_there(rows: Iterable[tuple[str, str, str]]) -> dict[str, set[str]]:
    """The columns of each table of TABLES: `rows` are those of `sql/columns.sql`."""
    there: dict[str, set[str]] = {}
    for schema, table, column in rows:
        there.setdefault(f"{schema}.{table}", set()).add(column)
    return there


def columns_expected(found: Iterable[MartTable]) -> dict[str, set[str]]:
    """The columns that each table should have."""
    told = {
        table.full_name: {column.name for column in table.columns} for table in load_schema().tables
    }
    return told | {f"marts.{each.mart.name}": set(each.columns) for each in found}


@cache
def fingerprint() -> str:
    """Tells the layout that this version makes from those of others."""
    told = [
        *create_statements(load_schema(), "snowflake", enforce_keys=True),
        *(each.query for each in marts()),
        *(default_rows(each) for each in definitions()),
        str(_LAYOUT),
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _create_mart(table: MartTable, suffix: str) -> str:
    lines = ",\n    ".join(f"{name} {type_}" for name, type_ in table.types("snowflake").items())
    return f"create table marts{suffix}.{table.mart.name} (\n    {lines}\n)"


def _view(
    name: str,
    query: str,
    report: ReportDefinition | None = None,
    *,
    anew: bool,
    kind: str = "view",
) -> str:
    said = f" comment = {literal(report.description, 'snowflake')}" if report else ""
    if anew:
        return f"create or replace secure {kind} reports.{name} copy grants{said} as\n{query}"
    return f"create secure {kind} if not exists reports.{name}{said} as\n{query}"


def _where_missing(statement: str) -> str:
    return statement.replace("create table ", "create table if not exists ", 1)
