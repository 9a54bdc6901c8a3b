"""What a delivery changed is a matter of what came before it, not of when it is asked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.lake.months import Month

import reelhouse
from reelhouse.errors import LakeError, UsageError
from reelhouse.lake import delivered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reelhouse.house import House

PLAIN = {"popularity": "1.5", "budget": 0}
RICHER = {"popularity": "2.25", "budget": 5000}
MONTHS = {
    "2026-09": Month(
        "2026-09",
        "snapshot",
        {1: PLAIN, 2: PLAIN},
        {1: frozenset([70])},
        {(1, 11): ("0.5", 900_000_000), (2, 12): ("4.0", 900_000_000)},
    ),
    "2026-10": Month(
        "2026-10",
        "delta",
        {2: RICHER, 3: PLAIN},
        None,
        {(1, 11): ("4.0", 900_000_000), (3, 13): ("0.5", 900_000_000)},
    ),
    "2026-11": Month("2026-11", "snapshot", {1: PLAIN, 3: RICHER}, {3: frozenset([71])}, None),
}
TABLES = ("movie", "rating", "movie_keyword", "movielens_user")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for month in MONTHS.values():
        month.write(folder)
    return folder


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> House:
    """A house to which all months came in their order; only to be asked."""
    return live(tmp_path_factory.mktemp("house"), sources, MONTHS)


def live(folder: Path, sources: Path, labels: Iterable[str]) -> House:
    house = reelhouse.open(folder / "warehouse.duckdb", lake=folder / "lake")
    for label in labels:
        house.ingest(sources / label, mode=MONTHS[label].mode)
    return house


def told(house: House) -> dict[tuple[str, str | None], list[dict[str, Any]]]:
    return {
        (label, table): house.changes(label, table).to_pylist()
        for label in MONTHS
        for table in (None, *TABLES)
    }


def test_they_are_the_same_whether_kept_or_found_out_later_and_in_whatever_order_all_came(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = live(tmp_path / "a", sources, MONTHS)
    with monkeypatch.context() as patched:
        patched.setattr(delivered, "_find_out", None)
        kept = {
            (label, table): house.changes(label, table).to_pylist()
            for label in ("2026-10", "2026-11")
            for table in (None, *TABLES)
        }
    shutil.rmtree(tmp_path / "a" / "lake" / "changes")
    found = told(house)
    assert {each: found[each] for each in kept} == kept
    with monkeypatch.context() as patched:  # what was found out is kept in its turn
        patched.setattr(delivered, "_find_out", None)
        assert house.changes("2026-10", "movie").to_pylist() == kept["2026-10", "movie"]
    assert told(live(tmp_path / "b", sources, sorted(MONTHS, reverse=True))) == found


def test_the_first_delivery_brought_all_there_was(house: House) -> None:
    counts = {row["table"]: row for row in house.changes("2026-09").to_pylist()}
    assert counts["rating"] == {"table": "rating", "inserted": 2, "updated": 0, "deleted": 0}
    assert [row["change"] for row in house.changes("2026-09", "movie").to_pylist()] == [
        "inserted",
        "inserted",
    ]


def test_a_row_that_became_another_one_is_told_value_by_value(house: House) -> None:
    assert [tuple(row.values()) for row in house.changes("2026-10", "movie").to_pylist()] == [
        (2, "updated", "budget", None, "5000"),
        (2, "updated", "popularity", "1.500000", "2.250000"),
        (3, "inserted", None, None, None),
    ]
    assert [tuple(row.values()) for row in house.changes("2026-10", "rating").to_pylist()] == [
        (1, 11, "updated", "rating", "0.5", "4.0"),
        (3, 13, "inserted", None, None, None),
    ]
    [gone, *_] = house.changes(table="movie").to_pylist()
    assert tuple(gone.values()) == (2, "deleted", None, None, None)


def test_a_table_of_which_nothing_changed_has_no_rows(house: House) -> None:
    nothing = house.changes("2026-10", "movie_keyword")
    assert nothing.num_rows == 0
    assert nothing.column_names == house.changes("2026-09", "movie_keyword").column_names


def test_what_is_not_there_is_told(tmp_path: Path, sources: Path) -> None:
    house = live(tmp_path / "a", sources, [])
    with pytest.raises(LakeError, match="the lake holds no delivery yet"):
        house.changes()
    house = live(tmp_path / "a", sources, ["2026-09"])
    with pytest.raises(UsageError, match=r"there is no table films; tables are cast_credit, "):
        house.changes(table="films")
    with pytest.raises(UsageError, match=r"there is no delivery 2026-12; .*: 2026-09"):
        house.changes("2026-12")
