"""A signal is remembered, whatever becomes of the interrupt that it raises."""

from __future__ import annotations

import os
import signal
import time
from threading import Thread

import pytest

from reelhouse.interrupts import watched


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_interrupts_and_is_known_where_the_interrupt_was_taken_for_something_else(
    number: signal.Signals,
) -> None:
    before = signal.getsignal(number)
    with watched(signal.SIGTERM, signal.SIGINT) as stopped:
        assert not stopped.is_set()
        try:
            os.kill(os.getpid(), number)
            time.sleep(10)
        except KeyboardInterrupt:
            pass
        assert stopped.is_set()
    assert signal.getsignal(number) is before


def test_in_another_thread_nothing_is_watched() -> None:
    before, found = signal.getsignal(signal.SIGTERM), []

    def work() -> None:
        with watched(signal.SIGTERM) as stopped:
            found.append((stopped.is_set(), signal.getsignal(signal.SIGTERM)))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert found == [(False, before)]
