from __future__ import annotations

import threading
import time
from contextlib import closing
from threading import Event

from reelhouse.web.deadlines import Deadlines

LONGEST_SECONDS = 60
LONG = 3600.0


def test_what_ends_in_time_is_left_alone() -> None:
    hit = Event()
    with closing(Deadlines()) as deadlines:
        with deadlines.within(0.3, hit.set):
            pass
        time.sleep(0.5)
    assert not hit.is_set()


def test_what_does_not_is_interrupted_until_it_ends() -> None:
    hits: list[float] = []
    twice = Event()

    def interrupt() -> None:
        hits.append(time.monotonic())
        if len(hits) > 1:
            twice.set()

    with closing(Deadlines()) as deadlines:
        with deadlines.within(0.1, interrupt):
            assert twice.wait(LONGEST_SECONDS)
        number = len(hits)
        time.sleep(0.5)
    assert len(hits) == number


def test_one_that_is_due_earlier_is_not_missed() -> None:
    hit = Event()
    with (
        closing(Deadlines()) as deadlines,
        deadlines.within(LONG, Event().set),
        deadlines.within(0.1, hit.set),
    ):
        assert hit.wait(LONGEST_SECONDS)


def test_one_after_the_thread_had_nothing_to_watch_is_not_missed() -> None:
    hit = Event()
    with closing(Deadlines()) as deadlines:
        with deadlines.within(0.1, Event().set):
            time.sleep(0.5)
        time.sleep(0.5)
        with deadlines.within(0.1, hit.set):
            assert hit.wait(LONGEST_SECONDS)


def test_one_thread_watches_all_and_ends() -> None:
    before = threading.active_count()
    deadlines = Deadlines()
    with deadlines.within(LONG, Event().set), deadlines.within(LONG, Event().set):
        assert threading.active_count() == before + 1
    deadlines.close()
    assert threading.active_count() == before


def test_an_interruption_that_hangs_keeps_nobody_else_waiting() -> None:
    hanging, released = Event(), Event()

    def hang() -> None:
        hanging.set()
        released.wait(LONGEST_SECONDS)

    def late() -> None:
        with deadlines.within(0.1, hang):
            hanging.wait(LONGEST_SECONDS)

    with closing(Deadlines()) as deadlines:
        thread = threading.Thread(target=late)
        thread.start()
        assert hanging.wait(LONGEST_SECONDS)
        with deadlines.within(LONG, Event().set):
            released.set()
        thread.join()
