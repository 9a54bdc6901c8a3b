from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from reelhouse.web.turns import Turns

LONGEST_SECONDS = 60


def wait_for(turns: Turns, waiting: int) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while len(turns._waiting) < waiting:
        assert time.monotonic() < until
        time.sleep(0.001)


def test_so_many_are_given_and_no_more() -> None:
    turns = Turns(2)
    assert [turns.take(0.0) for _ in range(3)] == [True, True, False]
    turns.give_back()
    assert [turns.take(0.0) for _ in range(2)] == [True, False]


def test_whoever_came_first_is_first() -> None:
    turns = Turns(1)
    turns.take(0.0)
    order: list[int] = []

    def ask(number: int) -> None:
        assert turns.take(LONGEST_SECONDS)
        order.append(number)
        turns.give_back()

    with ThreadPoolExecutor(8) as pool:
        for number in range(8):
            pool.submit(ask, number)
            wait_for(turns, number + 1)
        turns.give_back()
        # It was handed to the first who waits: nobody who comes now gets it before the others.
        assert turns.take(LONGEST_SECONDS)
    assert order == list(range(8))


def test_who_went_away_is_passed_over() -> None:
    turns = Turns(1)
    turns.take(0.0)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0.0)
