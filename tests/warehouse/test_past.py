"""The past: answers as of an earlier delivery are those that were given then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.lake.months import Month
from tests.states import answers, leftovers, opened

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = {"popularity": "1.5", "budget": 5000}
RICHER = {"popularity": "2.25", "budget": 70_000}
AT = 900_000_000
KEYWORDS = frozenset({70})
MONTHS = (
    Month(
        "2026-01", "snapshot", {1: PLAIN, 2: PLAIN}, {1: frozenset({70})}, {(1, 11): ("4.0", AT)}
    ),
    Month("2026-02", "delta", {2: RICHER}, None, {(1, 11): ("0.5", AT), (2, 12): ("5.0", AT)}),
    Month("2026-03", "snapshot", {1: RICHER, 3: PLAIN}, {3: frozenset({71})}, None),
)


def test_they_are_those_that_were_given_then_and_leave_nothing(tmp_path: Path) -> None:
    then: dict[str, Any] = {}
    with opened(tmp_path) as house:
        for month in MONTHS:
            month.write(tmp_path)
            house.ingest(tmp_path / month.label, mode=month.mode)
            then[month.label] = answers(house)
        assert len({repr(each) for each in then.values()}) == len(MONTHS)
        before = (tmp_path / "house.duckdb").read_bytes()
        for label, told in then.items():
            assert answers(house, as_of=label) == told
        with pytest.raises(UsageError, match="2026-01, 2026-02, 2026-03"):
            answers(house, as_of="2026-04")
        assert (tmp_path / "house.duckdb").read_bytes() == before
    assert leftovers(tmp_path) == []


def test_they_need_no_warehouse(tmp_path: Path) -> None:
    [first, *_] = MONTHS
    with opened(tmp_path) as house:
        house.ingest(first.write(tmp_path))
        told = answers(house)
    (tmp_path / "house.duckdb").unlink()
    with opened(tmp_path) as house:
        assert answers(house, as_of=first.label) == told


def test_a_file_that_was_not_cleaned_again_is_there_as_of_either(tmp_path: Path) -> None:
    [first, *_] = MONTHS
    second = Month("2026-05", "snapshot", {1: RICHER}, first.keywords, first.ratings)
    with opened(tmp_path) as house:
        house.ingest(first.write(tmp_path))
        told = answers(house)
        house.ingest(second.write(tmp_path))
        assert house._lake.manifests()[-1].reused.keys() == {"keywords", "links", "ratings"}
        told_now = answers(house)
        assert answers(house, as_of="2026-01") == told
        assert answers(house, as_of="2026-05") == told_now
