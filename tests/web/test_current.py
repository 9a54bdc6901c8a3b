"""The current state: opened once, replaced when it has changed, closed when nobody reads it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier, Event
from typing import TYPE_CHECKING, Any

import pytest

from reelhouse.errors import BusyError, StoppedError, WarehouseError
from reelhouse.house import House
from reelhouse.warehouse.ledger import Standing
from reelhouse.web.current import Current
from reelhouse.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from reelhouse.settings import Settings


class FakeHouse:
    """A house whose state the test changes; it counts what was opened and what was closed."""

    version: Hashable = 1
    opened: int = 0
    closed: int = 0

    def __init__(self) -> None:
        self.is_interrupted = Event()

    @property
    def standing(self) -> Standing:
        type(self).opened += 1
        return Standing(f"state {self.version}", "2026-11", datetime.now(UTC), 0)

    def fork(self) -> FakeHouse:
        type(self).opened += 1
        return type(self)()

    def have_marts_at_hand(self) -> None:
        """It has."""

    def interrupt(self) -> None:
        self.is_interrupted.set()

    def close(self) -> None:
        type(self).closed += 1


@pytest.fixture
def house() -> type[FakeHouse]:
    return type("AHouse", (FakeHouse,), {})


def current_of(
    house: Callable[[], Any], queries: int = 4, patience: float = 0.0, time_limit: float = 60.0
) -> Current:
    return Current(house, queries, patience, time_limit)


def test_a_state_is_opened_once(house: type[FakeHouse]) -> None:
    current = current_of(house)
    with current.opened() as first, current.opened() as second:
        assert first is second
    with current.opened() as third:
        assert third is first
    assert (house.opened, house.closed) == (1, 0)


def test_another_state_is_opened_and_the_one_before_closed(house: type[FakeHouse]) -> None:
    current = current_of(house)
    with current.opened() as before:
        house.version = 2
        with current.opened() as after:
            assert (before.standing.state_id, after.standing.state_id) == ("state 1", "state 2")
        assert house.closed == 0
    assert house.closed == 1
    with current.opened() as still:
        assert still is after


def test_readers_are_used_again_and_closed_with_their_state(house: type[FakeHouse]) -> None:
    current = current_of(house)
    with current.opened() as opened:
        with current.reading(opened) as first:
            pass
        with current.reading(opened) as second, current.reading(opened) as third:
            assert second is first
            assert third is not first
    current.close()
    assert (house.opened, house.closed) == (3, 3 + 1), "three readers, and the one that watches"


def test_an_error_leaves_its_reader_to_others(house: type[FakeHouse]) -> None:
    current = current_of(house)
    with current.opened() as opened:
        with pytest.raises(KeyError), current.reading(opened) as first:
            raise KeyError
        with current.reading(opened) as second:
            assert second is first


def test_one_more_than_may_is_sent_away(house: type[FakeHouse]) -> None:
    current = current_of(house, queries=2)
    with current.opened() as opened:
        with (
            current.reading(opened),
            current.reading(opened),
            pytest.raises(BusyError),
            current.reading(opened),
        ):
            pass
        with current.reading(opened):
            pass


def test_one_more_than_may_waits_for_its_turn(house: type[FakeHouse]) -> None:
    current = current_of(house, queries=1, patience=60.0)
    is_reading = Event()
    turns = []

    def second() -> None:
        is_reading.wait()
        with current.opened() as opened, current.reading(opened):
            turns.append("second")

    with ThreadPoolExecutor() as pool:
        with current.opened() as opened, current.reading(opened):
            done = pool.submit(second)
            is_reading.set()
            turns.append("first")
        done.result()
    assert turns == ["first", "second"]


def test_who_reads_too_long_is_stopped_and_the_reader_not_used_again(
    house: type[FakeHouse],
) -> None:
    current = current_of(house, time_limit=0.01)
    with current.opened() as opened:
        with pytest.raises(StoppedError), current.reading(opened) as first:
            read: Any = first
            read.is_interrupted.wait()
            raise StoppedError
        with current.reading(opened) as second:
            assert second is not first
    assert house.closed == 1


def test_a_query_of_duckdb_is_stopped(golden: Settings) -> None:
    current = current_of(lambda: House(golden), time_limit=0.5)
    with current.opened() as opened:
        with pytest.raises(StoppedError), current.reading(opened) as reader:
            reader._opened.current.query(
                "select count(*) from range(1000000000) as a, range(1000000000) as b"
            )
        with current.reading(opened) as reader:
            assert reader.find("genres").total_rows > 0
    current.close()


def test_many_threads_read_one_state(golden: Settings) -> None:
    current = current_of(lambda: House(golden), queries=4, patience=60.0)
    together = Barrier(8)
    before = set(threading.enumerate())

    def ask(number: int) -> tuple[int, int]:
        together.wait()
        with current.opened() as opened, current.reading(opened) as reader:
            found = reader.find("movies", limit=number).table.num_rows
            return found, reader.report("genre-popularity").scope.movies_total

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [(number, 23) for number in range(8)]
    current.close()
    assert set(threading.enumerate()) <= before


def test_a_warehouse_that_is_not_there_yet_is_found_once_it_is(house: type[FakeHouse]) -> None:
    class Absent(FakeHouse):
        is_there = False

        @property
        def standing(self) -> Standing:
            if not self.is_there:
                raise WarehouseError("there is no warehouse yet")
            return super().standing

    current = current_of(Absent)
    with pytest.raises(WarehouseError), current.opened():
        pass
    Absent.is_there = True
    with current.opened() as opened:
        assert opened.standing.as_of == "2026-11"


def test_answers_are_kept_with_their_state(house: type[FakeHouse]) -> None:
    current = current_of(house)
    with current.opened() as opened:
        assert opened.kept("a") is None
        opened.keep("a", Kept(b"text", "text/plain"))
        opened.keep("large", Kept(b"x" * 65 * 1024 * 1024, "text/plain"))
    with current.opened() as opened:
        kept = opened.kept("a")
        assert kept is not None
        assert kept.body == b"text"
        assert opened.kept("large") is None
    house.version = 2
    with current.opened() as opened:
        assert opened.kept("a") is None
