"""Reelhouse loads The Movies Dataset without losing a row and answers nine reports over it.

import reelhouse

with reelhouse.open("warehouse.duckdb", lake="lake") as house:
    house.ingest("deliveries/2026-11.zip", drop="2026-11")
    report = house.report("genre-revenue", genre="Drama", from_year=1990)
    report.rows, report.arrow(), report.pandas(), report.scope
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from reelhouse.house import House, IngestSummary
    from reelhouse.reports.result import Report

__all__ = ["House", "IngestSummary", "Report", "open"]


def open(  # noqa: A001 - as the standard library's modules name it
    warehouse: str | PathLike[str] | None = None,
    *,
    lake: str | PathLike[str] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> House:
    """A house over a warehouse file and a lake; neither has to be there before.

    `tell` hears of what a user should know while it goes on, such as a wait for another load.
    Without an argument, REELHOUSE_WAREHOUSE and REELHOUSE_LAKE count, then
    ./reelhouse/warehouse.duckdb and ./reelhouse/lake.
    """
    from reelhouse.house import House
    from reelhouse.settings import resolve

    return House(resolve(lake=lake, warehouse=warehouse), tell)


def __getattr__(name: str) -> object:
    # The classes are there by name without what they need being loaded before it is needed.
    if name in {"House", "IngestSummary"}:
        from reelhouse import house

        return getattr(house, name)
    if name == "Report":
        from reelhouse.reports.result import Report

        return Report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
