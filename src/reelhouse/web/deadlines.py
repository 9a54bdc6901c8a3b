"""The end of what takes too long: one thread watches all that goes on."""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AGAIN_SECONDS = 0.2


@dataclass(eq=False)
class _Block:
    """What goes on; `interrupt` is called under its lock, so never once it has ended."""

    due: float
    interrupt: Callable[[], None]
    has_ended: bool = False
    lock: Lock = field(default_factory=Lock)


class Deadlines:
    """Interrupts whatever has not ended in time.

    The thread sleeps until the first that may be late. As all are given the same time, those that
    begin meanwhile are due after that and need not wake it.
    """

    def __init__(self) -> None:
        self._blocks: set[_Block] = set()
        self._changed = Condition()
        self._wakes_at = -math.inf
        self._thread: Thread | None = None
        self._is_closed = False

    @contextmanager
    def within(self, seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
        """A block in which `interrupt` is called once the time is over, again and again.

        What begins at the very moment may not be hit: so it is tried until the block ends.
        """
        block = _Block(time.monotonic() + seconds, interrupt)
        with self._changed:
            self._blocks.add(block)
            if self._thread is None:
                self._thread = Thread(target=self._watch, daemon=True)
                self._thread.start()
            elif block.due < self._wakes_at:
                self._changed.notify()
        try:
            yield
        finally:
            with block.lock:
                block.has_ended = True
            with self._changed:
                self._blocks.discard(block)

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        while True:
            with self._changed:
                late = self._late()
                while not late and not self._is_closed:
                    self._wakes_at = min((each.due for each in self._blocks), default=math.inf)
                    idle = self._wakes_at == math.inf
                    self._changed.wait(None if idle else self._wakes_at - time.monotonic())
                    late = self._late()
                if self._is_closed:
                    return
            for each in late:
                with each.lock:
                    if not each.has_ended:
                        each.interrupt()

    def _late(self) -> list[_Block]:
        """What is due now; if it goes on after that, it will be due again."""
        now = time.monotonic()
        late = [each for each in self._blocks if each.due <= now]
        for each in late:
            each.due = now + _AGAIN_SECONDS
        return late
