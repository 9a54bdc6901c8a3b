"""Turns: so many at the same time, whoever came first before others."""

from __future__ import annotations

from collections import deque
from threading import Event, Lock


class Turns:
    """Gives turns, at most `number` at the same time, in the order in which they are asked for.

    A semaphore gives one that is free to whoever asks at that moment, ahead of those who wait.
    """

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: deque[Event] = deque()
        self._lock = Lock()

    def take(self, patience: float) -> bool:
        """Whether a turn was given within so many seconds."""
        with self._lock:
            if self._free and not self._waiting:
                self._free -= 1
                return True
            given = Event()
            self._waiting.append(given)
        if given.wait(patience):
            return True
        with self._lock:
            if given.is_set():
                return True
            self._waiting.remove(given)
        return False

    def give_back(self) -> None:
        """Let the next one have it."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
