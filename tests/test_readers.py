"""Readers go on while deliveries are loaded, and see one delivery at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.clean.deliveries import films
from tests.lake.months import Month
from tests.processes import context, end, start, wait_until
from tests.states import REPORTS, Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.synchronize import Event
    from pathlib import Path

    from tests.states import Places

    from reelhouse.house import House

FILMS = range(1, 4)
USERS = range(1, 61)
COMPANY = [{"name": "Gaumont", "id": 9}]
GENRE = [{"id": 18, "name": "Drama"}]


def deliver(folder: Path, number: int) -> Path:
    """A delivery whose every number is its own: budgets, revenues, popularity, ratings."""
    label = f"2026-{number:02}"
    ratings = {(user, 11): ("4.0", 900_000_000) for user in USERS if user > number}
    source = Month(label, "snapshot", {}, None, ratings).write(folder)
    text = films(
        *(
            {
                "id": each,
                "budget": number * 10_000,
                "revenue": number * 10_000 + number,
                "release_date": f"{1900 + number}-01-01",
                "production_companies": COMPANY,
                "genres": GENRE,
            }
            for each in FILMS
        )
    )
    (source / "movies_metadata.csv").write_text(text, encoding="utf-8")
    return source


def load(house: House, folder: Path, number: int) -> str:
    """Load a delivery; gives how it was published."""
    source = deliver(folder, number)
    return house.ingest(source, drop=source.name).publication.method


def numbers(house: House) -> list[int]:
    """Which delivery each report's rows tell of, and each one's scope."""
    found: list[float] = []
    for name, more in REPORTS.items():
        report = house.report(name, **more)
        [row] = report.arrow().to_pylist()
        told = {row["release_year"] - 1900, int((report.scope.as_of or "").split("-")[1])}
        for column, known in ("budget", 3 * 10_000), ("revenue", 3 * 10_001), ("profit", 3):
            if column in row:
                told.add(int(row[column]) / known)
        if more.get("measure") == "ratings":
            told.add(len(USERS) - int(row["value"]))
        assert len(told) == 1, (name, row, report.scope)
        found += told
    return [int(each) for each in found]


def read(place: Place, last: int, is_reading: Event) -> None:
    """In a process of its own: ask everything, the house opened each time, until `last` is seen."""
    seen: list[int] = []
    while last not in seen:
        with place.open() as house:
            told = numbers(house)
        assert len(told) == len(REPORTS)
        assert told == sorted(told)
        # A file stays as it was when it was opened; a database goes on between two reports.
        assert place.url or len(set(told)) == 1, told
        seen += told
        is_reading.set()
    (place.folder / "seen").write_text(" ".join(map(str, seen)))


@pytest.mark.parametrize("deliveries", [5, pytest.param(20, marks=pytest.mark.long)])
def test_readers_see_one_delivery_at_a_time_while_many_are_loaded(
    places: Places, tmp_path: Path, deliveries: int
) -> None:
    methods = []
    place = places.place(tmp_path)
    with place.open() as house:
        load(house, tmp_path, 1)
        is_reading = context().Event()
        reader = start(read, place, deliveries, is_reading)
        wait_until(is_reading.is_set)
        for number in range(2, deliveries + 1):
            methods.append(load(house, tmp_path, number))
            assert numbers(house) == [number] * len(REPORTS)
            if number == 3:
                assert house.rebuild().method == "built"
                assert numbers(house) == [number] * len(REPORTS)
    assert end(reader) == 0
    seen = [int(each) for each in (tmp_path / "seen").read_text().split()]
    require_order(seen, deliveries)
    assert set(methods) == {"changed"} if deliveries == 5 else {"changed", "built"}
    assert place.leftovers() == []


def require_order(seen: Sequence[int], last: int) -> None:
    assert seen == sorted(seen)
    assert seen[0] == 1
    assert seen[-1] == last
    assert len(set(seen)) > 2


def test_a_house_that_is_open_stays_at_the_file_that_it_opened_and_goes_on_with_a_database(
    places: Places, tmp_path: Path
) -> None:
    place = places.place(tmp_path)
    with place.open() as writer:
        load(writer, tmp_path, 1)
        with place.open() as reader:
            assert numbers(reader) == [1] * len(REPORTS)
            load(writer, tmp_path, 2)
            assert numbers(reader) == [2 if place.url else 1] * len(REPORTS)
            writer.rebuild()
            assert numbers(reader) == [2 if place.url else 1] * len(REPORTS)
        assert numbers(writer) == [2] * len(REPORTS)
