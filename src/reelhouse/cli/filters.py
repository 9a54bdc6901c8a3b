"""The filters of all reports, as the command line offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reelhouse.reports.filters import Filter


def filters_by_name() -> dict[str, Filter]:
    """Every filter that some report has, once; the reports' own orders merged into one."""
    from reelhouse.reports.catalog import definitions

    order: list[str] = []
    found: dict[str, Filter] = {}
    for report in definitions():
        before = -1
        for each in report.filters:
            if each.name not in found:
                found[each.name] = each
                order.insert(before + 1, each.name)
            before = order.index(each.name)
    return {name: found[name] for name in order}


def option_name(name: str) -> str:
    """A filter as an option: `from_year` is `--from-year`."""
    return f"--{name.replace('_', '-')}"
