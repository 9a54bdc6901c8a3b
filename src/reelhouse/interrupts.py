"""A process that is asked to end, as by Ctrl-C: what it was doing is ended in order."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
"""What a process ends with that was asked to, whichever signal it was."""


@contextmanager
def watched(*signals: signal.Signals) -> Iterator[threading.Event]:
    """An event that is set by one of these signals, which raises KeyboardInterrupt as well.

    Some libraries turn the interrupt into errors of theirs. Outside of the main thread, which is
    the only one that signals come to, nothing is watched.
    """
    happened = threading.Event()

    def handle(number: int, frame: FrameType | None) -> None:
        happened.set()
        signal.default_int_handler(number, frame)

    if threading.current_thread() is not threading.main_thread():
        yield happened
        return
    before = {each: signal.signal(each, handle) for each in signals}
    try:
        yield happened
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
