"""Asking a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.reports.catalog import definition
from reelhouse.reports.columns import US_DOLLARS
from reelhouse.reports.filters import ALL, CONDITIONS, validate
from reelhouse.reports.lookup import require_existing
from reelhouse.reports.result import Report
from reelhouse.reports.scope import read_scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.columns import Column
    from reelhouse.warehouse.base import Warehouse


def run(warehouse: Warehouse, name: str, **filters: object) -> Report:
    """The answer of the report `name`, with its scope, both from the same state of `warehouse`.

    UsageError where the report does not have a filter or does not allow its value, NotFoundError
    where there is no such report, year, company or genre.
    """
    report = definition(name)
    applied = validate(name, report.filters, filters)
    require_existing(warehouse, applied)
    rows = warehouse.query(_rows(report, applied), applied)
    total = rows.num_rows
    if {"limit", "offset"} & applied.keys():
        total = warehouse.query(_count(report, applied), applied).column(0)[0].as_py()
    return Report(report, rows, read_scope(warehouse, applied), total, applied)


def _rows(report: ReportDefinition, applied: Mapping[str, int | str]) -> str:
    shown = ", ".join(_shown(column, applied) for column in report.columns)
    page = " ".join(f"{name} :{name}" for name in ("limit", "offset") if name in applied)
    return f"select {shown} {_chosen(report, applied)} order by {_order(report, applied)} {page}"


def _count(report: ReportDefinition, applied: Mapping[str, int | str]) -> str:
    return f"select count(*) as total {_chosen(report, applied)}"


def _shown(column: Column, applied: Mapping[str, int | str]) -> str:
    """Whole dollars stay whole; only shares of them have cents."""
    if column.unit == US_DOLLARS and applied["allocation"] == "full":
        return f"cast({column.name} as bigint) as {column.name}"
    return column.name


def _chosen(report: ReportDefinition, applied: Mapping[str, int | str]) -> str:
    conditions = [
        condition
        for name, condition in CONDITIONS.items()
        if name in applied and (name, applied[name]) != ("top", ALL)
    ]
    where = f"where {' and '.join(conditions)}" if conditions else ""
    return f"from (\n{report.sql}\n) as report {where}"


def _order(report: ReportDefinition, applied: Mapping[str, int | str]) -> str:
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
