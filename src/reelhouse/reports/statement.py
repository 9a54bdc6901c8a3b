"""The SQL of an answer: a report's own query, and around it what it is asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.reports.columns import US_DOLLARS
from reelhouse.reports.filters import ALL, CONDITIONS, validate
from reelhouse.resources import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.columns import Column

    Applied = Mapping[str, int | str]


def rows(report: ReportDefinition, applied: Applied) -> str:
    """The rows of an answer in their order, from `offset` to `limit`; filters are placeholders."""
    return f"{_selected(report, applied)} order by {_order(report, applied)} {page(applied)}"


def page(applied: Applied) -> str:
    """Which of the rows are wanted; Snowflake knows no `offset` without a `limit`."""
    if "offset" in applied and "limit" not in applied:
        return "limit null offset :offset"
    return " ".join(f"{name} :{name}" for name in ("limit", "offset") if name in applied)


def total(report: ReportDefinition, applied: Applied) -> str:
    """How many rows there are before `limit` and `offset`."""
    return f"select count(*) as total {_chosen(report, applied)}"


def default_rows(report: ReportDefinition) -> str:
    """The rows that the report has when it is asked for nothing, in no order and by itself.

    That is what a view of the report holds, on any engine.
    """
    applied = defaults(report)
    return filled(_selected(report, applied), {name: literal(applied[name]) for name in applied})


def defaults(report: ReportDefinition) -> Applied:
    """What a report is asked with when it is asked for nothing."""
    return validate(report.name, report.filters, {})


def literal(value: int | str) -> str:
    """The default of an option as SQL."""
    return f"'{value}'" if isinstance(value, str) else str(value)


def _selected(report: ReportDefinition, applied: Applied) -> str:
    shown = ", ".join(_shown(column, applied) for column in report.columns)
    return f"select {shown} {_chosen(report, applied)}"


def _shown(column: Column, applied: Applied) -> str:
    """Whole dollars stay whole; only shares of them have cents."""
    if column.unit == US_DOLLARS and applied["allocation"] == "full":
        return f"cast({column.name} as bigint) as {column.name}"
    return column.name


def _chosen(report: ReportDefinition, applied: Applied) -> str:
    conditions = [
        condition
        for name, condition in CONDITIONS.items()
        if name in applied and (name, applied[name]) != ("top", ALL)
    ]
    where = f"where {' and '.join(conditions)}" if conditions else ""
    return f"from (\n{report.sql}\n) as report {where}"


def _order(report: ReportDefinition, applied: Applied) -> str:
    """The report's own order, behind the column asked for.

    Text is ordered by Unicode code point, as DuckDB does; another engine has to be told.
    """
    keys = [(name, "asc") for name in report.order]
    if "sort" in applied:
        keys.insert(0, (str(applied["sort"]), str(applied["order"])))
    return ", ".join(f"{name} {direction} nulls {_nulls(name)}" for name, direction in keys)


def _nulls(column: str) -> str:
    """The id of (none) comes first, what is not known comes last, in either direction."""
    return "first" if column.endswith("_id") else "last"
