"""Asking a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.reports import statement
from reelhouse.reports.catalog import definition
from reelhouse.reports.filters import bound, validate
from reelhouse.reports.lookup import require_existing
from reelhouse.reports.result import Report
from reelhouse.reports.scope import read_scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.reader import Reader


def run(warehouse: Reader, name: str, **filters: object) -> Report:
    """The answer of the report `name`, with its scope, both from the same state of `warehouse`.

    UsageError where the report does not have a filter or does not allow its value, NotFoundError
    where there is no such report, year, company or genre.
    """
    return answer(warehouse, definition(name), filters)


def answer(warehouse: Reader, report: ReportDefinition, filters: Mapping[str, object]) -> Report:
    """The answer of a report that is at hand, such as a compared one; errors as of `run`."""
    applied = validate(report.name, report.filters, filters)
    values = bound(applied)
    with warehouse.snapshot():
        require_existing(warehouse, applied)
        rows = warehouse.query(statement.rows(report, applied), values)
        total = _total(rows.num_rows, applied)
        if total is None:
            total = warehouse.query(statement.total(report, applied), values).column(0)[0].as_py()
        return Report(report, rows, read_scope(warehouse, applied), total, applied)


def _total(shown: int, applied: Mapping[str, int | str]) -> int | None:
    """How many rows there are, where a page tells it: it is not full, and begins before the end."""
    start = int(applied.get("offset", 0))
    is_last = "limit" not in applied or shown < int(applied["limit"])
    return start + shown if is_last and (shown or not start) else None
