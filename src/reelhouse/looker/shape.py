"""What a report is made of, as a tool sees it that groups and adds up: keys, amounts, options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.reports.columns import US_DOLLARS
from reelhouse.reports.filters import CONDITIONS
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.columns import Column
    from reelhouse.reports.filters import Filter
    from reelhouse.warehouse.marts import Mart

_COUNTED = "movies"
_STATISTIC = "value"


def is_measure(column: Column) -> bool:
    """Whether a column of a report is an amount rather than what tells its rows apart."""
    return column.unit in (US_DOLLARS, _COUNTED) or column.name == _STATISTIC


def is_additive(column: Column) -> bool:
    """Whether an amount of several rows is the sum of theirs; a median of medians is nothing."""
    return column.name != _STATISTIC


def row_key(report: ReportDefinition) -> tuple[str, ...]:
    """The columns that tell the rows of a report apart."""
    return tuple(
        each.name for each in report.columns if each.name.endswith("_id") or each.unit == "year"
    )


def options(report: ReportDefinition) -> tuple[Filter, ...]:
    """The filters that change a report's numbers, which its query has as placeholders."""
    return tuple(each for each in report.filters if f":{each.name}" in report.sql)


def narrowed(report: ReportDefinition) -> dict[str, str]:
    """The columns that a report's rows are chosen by, with the filter expression by default."""
    chosen: dict[str, str] = {}
    for each in report.filters:
        if each.name in CONDITIONS:
            column, operator, _ = CONDITIONS[each.name].split(" ", 2)
            default = "" if each.default is None else f"{operator}{each.default}"
            chosen[column] = default or chosen.get(column, "")
    return chosen


def lookups(report: ReportDefinition) -> tuple[Mart, ...]:
    """The marts that list what a column of the report can hold; they go by its name."""
    names = {each.name for each in report.columns}
    return tuple(each for each in marts() if not each.is_step and each.name in names)
