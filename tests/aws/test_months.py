"""The month that is expected is the one of the schedule's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from reelhouse.aws.months import months_before

NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "months", "expected"),
    [
        ("UTC", 0, "2025-12"),
        ("Europe/Berlin", 0, "2026-01"),
        ("Europe/Berlin", 1, "2025-12"),
        ("America/New_York", 0, "2025-12"),
        ("UTC", 12, "2024-12"),
    ],
)
def test_a_moment_is_in_a_month_of_its_zone(zone: str, months: int, expected: str) -> None:
    assert months_before(NEW_YEAR, ZoneInfo(zone), months) == expected
