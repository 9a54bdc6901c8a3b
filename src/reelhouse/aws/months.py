"""Which month's delivery is expected at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo


def months_before(moment: datetime, zone: tzinfo, months: int) -> str:
    """The month in which a moment is in a time zone, or so many before it, such as `2026-11`."""
    there = moment.astimezone(zone)
    years, month = divmod(12 * there.year + there.month - 1 - months, 12)
    return f"{years:04}-{month + 1:02}"
