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
    from os import PathLike

    from reelhouse.house import House, IngestSummary
    from reelhouse.reports.result import Report

__all__ = ["House", "IngestSummary", "Report", "open"]


def open(  # noqa: A001 - as the standard library's modules name it
    warehouse: str | PathLike[str] | None = None,
    *,
    lake: str | PathLike[str] | None = None,
    s3_endpoint: str | None = None,
    s3_anonymous: bool | None = None,
) -> House:
    """A house over a warehouse file and a lake; neither has to be there before.

    Without an argument, REELHOUSE_WAREHOUSE and REELHOUSE_LAKE count, then
    ./reelhouse/warehouse.duckdb and ./reelhouse/lake. `s3_endpoint` is the URL of an S3 that is
    not AWS's, `s3_anonymous` leaves requests to it unsigned; else REELHOUSE_S3_ENDPOINT and
    REELHOUSE_S3_ANONYMOUS count. Raises UsageError for a place that is on S3.
    """
    from pathlib import Path

    from reelhouse.errors import UsageError
    from reelhouse.house import House
    from reelhouse.settings import resolve
    from reelhouse.storage import is_on_s3

    settings = resolve(
        lake=lake, warehouse=warehouse, s3_endpoint=s3_endpoint, s3_anonymous=s3_anonymous
    )
    for place in (settings.warehouse, settings.lake):
        if is_on_s3(place):
            raise UsageError(f"{place}: lake and warehouse are on this machine; give a path")
    return House(Path(settings.warehouse), Path(settings.lake), settings.s3)


def __getattr__(name: str) -> object:
    # The classes are there by name without what they need being loaded before it is needed.
    if name in {"House", "IngestSummary"}:
        from reelhouse import house

        return getattr(house, name)
    if name == "Report":
        from reelhouse.reports.result import Report

        return Report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
