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

    from reelhouse.house import House
    from reelhouse.reports.result import Report
    from reelhouse.summary import IngestSummary

__all__ = ["House", "IngestSummary", "Report", "open"]


def open(  # noqa: A001 - as the standard library's modules name it
    warehouse: str | PathLike[str] | None = None,
    *,
    lake: str | PathLike[str] | None = None,
    tell: Callable[[str], None] = lambda _: None,
    s3_endpoint: str | None = None,
    s3_anonymous: bool | None = None,
) -> House:
    """A house over a warehouse and a lake; neither has to be there before.

    A warehouse is a file, or a database on a server as `postgresql://host/database` or
    `snowflake://account/database`. `tell` hears of what a user should know while it goes on, such
    as a wait for another load. Without an argument, REELHOUSE_WAREHOUSE and REELHOUSE_LAKE count,
    then ./reelhouse/warehouse.duckdb and ./reelhouse/lake. `s3_endpoint` is the URL of an S3 that
    is not AWS's, `s3_anonymous` leaves requests to it unsigned; else REELHOUSE_S3_ENDPOINT and
    REELHOUSE_S3_ANONYMOUS count. Raises UsageError for a warehouse of another kind; a lake can be
    on S3.
    """
    from reelhouse.errors import UsageError
    from reelhouse.house import House
    from reelhouse.settings import is_on_server, resolve

    settings = resolve(
        lake=lake, warehouse=warehouse, s3_endpoint=s3_endpoint, s3_anonymous=s3_anonymous
    )
    if "://" in settings.warehouse and not is_on_server(settings.warehouse):
        raise UsageError(
            f"{settings.warehouse}: a warehouse is a file on this machine, or a database as "
            "postgresql://host/database or snowflake://account/database"
        )
    return House(settings, tell)


def __getattr__(name: str) -> object:
    # The classes are there by name without what they need being loaded before it is needed.
    if name == "House":
        from reelhouse.house import House

        return House
    if name == "IngestSummary":
        from reelhouse.summary import IngestSummary

        return IngestSummary
    if name == "Report":
        from reelhouse.reports.result import Report

        return Report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
