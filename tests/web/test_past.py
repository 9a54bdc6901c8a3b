"""States as of earlier deliveries: a few at hand, one question at a time."""

from __future__ import annotations

import pytest

from reelhouse.errors import BusyError
from reelhouse.web.past import Past


class FakeHouse:
    """A house of which the states follow from labels, until the test changes the lake."""

    def __init__(self) -> None:
        self.version = 1
        self.lake = 1
        self.closed = 0

    def state_as_of(self, label: str) -> str:
        return f"{label} {self.lake}"

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def house() -> FakeHouse:
    return FakeHouse()


@pytest.fixture
def past(house: FakeHouse) -> Past:
    opened: list[FakeHouse] = [house]
    return Past(opened.pop, patience=0.0)  # type: ignore[arg-type]


def ask(past: Past, *labels: str) -> None:
    for label in labels:
        with past.reading(label):
            pass


def test_states_stay_at_hand(past: Past, house: FakeHouse) -> None:
    ask(past, "a", "b", "c", "d", "a", "d")
    assert house.closed == 0


def test_too_many_states_are_forgotten(past: Past, house: FakeHouse) -> None:
    ask(past, "a", "b", "c", "d", "e", "a")
    assert house.closed == 1


def test_a_state_that_the_lake_has_changed_is_forgotten(past: Past, house: FakeHouse) -> None:
    ask(past, "a")
    house.lake = 2
    ask(past, "a", "a")
    assert house.closed == 1


def test_a_warehouse_that_a_load_has_replaced_is_let_go(past: Past, house: FakeHouse) -> None:
    ask(past, "a")
    house.version = 2
    for _ in range(2):
        with past.reading():
            pass
    assert house.closed == 1


def test_one_asks_at_a_time(past: Past) -> None:
    with past.reading(), pytest.raises(BusyError), past.reading("a"):
        pass
    ask(past, "a")
