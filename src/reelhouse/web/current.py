"""The current state: open once, read by many threads, replaced when a load has published."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from threading import Lock, Thread
from typing import TYPE_CHECKING

from cachetools import LRUCache

from reelhouse.errors import BusyError, ReelhouseError, StoppedError
from reelhouse.web.deadlines import Deadlines
from reelhouse.web.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from reelhouse.house import House
    from reelhouse.web.kept import Kept, Known, Words

_KEPT_BYTES = 64 * 1024 * 1024
_REMEMBERED = 20_000
_log = logging.getLogger(__name__)


class Opened:
    """One state, open: the house, a reader for each thread, and answers that were given before.

    It is closed when another state is current and nobody uses it any more.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self.standing = house.standing
        self._answers: LRUCache[str, Kept] = LRUCache(_KEPT_BYTES, getsizeof=lambda each: each.size)
        self._known: LRUCache[Words, Known] = LRUCache(_REMEMBERED)
        self._free: list[House] = []
        self._users = 0
        self._is_retired = False
        self._lock = Lock()

    def kept(self, key: str) -> Kept | None:
        """An answer that was given before."""
        with self._lock:
            return self._answers.get(key)

    def keep(self, key: str, answer: Kept) -> None:
        """Keep an answer, at the cost of those that were not asked for the longest time."""
        with self._lock:
            if answer.size <= _KEPT_BYTES:
                self._answers[key] = answer

    def known(self, words: Words) -> Known | None:
        """Which answer was given to a request in these very words."""
        with self._lock:
            return self._known.get(words)

    def know(self, words: Words, known: Known) -> None:
        """Remember which answer was given to a request in these very words."""
        with self._lock:
            self._known[words] = known

    def take(self) -> House:
        """A reader for the thread that asks."""
        with self._lock:
            return self._free.pop() if self._free else self.house.fork()

    def give_back(self, reader: House) -> None:
        """Let another thread have it."""
        with self._lock:
            self._free.append(reader)

    def enter(self) -> None:
        """Count one more user."""
        with self._lock:
            self._users += 1

    def leave(self) -> None:
        """Count one user less."""
        with self._lock:
            self._users -= 1
            self._close_if_unused()

    def retire(self) -> None:
        """Close it as soon as nobody uses it."""
        with self._lock:
            self._is_retired = True
            self._close_if_unused()

    def _close_if_unused(self) -> None:
        if self._is_retired and not self._users:
            for each in (*self._free, self.house):
                each.close()
            self._free = []


class Current:
    """Gives whoever asks the state that is current at that moment.

    `open_house` makes a house. It is asked for its `version` each time, which must be cheap; where
    that is another one than before, the state is opened anew. `queries` of them are read at the
    same time; who waits longer than `patience` seconds for a turn gets a BusyError, and who reads
    longer than `time_limit` seconds a StoppedError.
    """

    def __init__(
        self, open_house: Callable[[], House], queries: int, patience: float, time_limit: float
    ) -> None:
        self._open_house = open_house
        self._turns = Turns(queries)
        self._patience = patience
        self._time_limit = time_limit
        self._deadlines = Deadlines()
        self._watched = open_house()
        self._opened: tuple[Hashable, Opened] | None = None
        self._preparing: Thread | None = None
        self._lock = Lock()
        self._watching = Lock()

    @contextmanager
    def opened(self) -> Iterator[Opened]:
        """The current state, which stays open for the block; WarehouseError where there is none."""
        opened = self._entered()
        try:
            yield opened
        finally:
            opened.leave()

    def _entered(self) -> Opened:
        # The version is taken before the state is opened: a load that publishes between the two
        # has the state opened once more, never missed.
        version = self._version()
        with self._lock:
            if self._opened is None or self._opened[0] != version:
                opened = _opened_by(self._open_house())
                if self._opened is not None:
                    self._opened[1].retire()
                self._opened = (version, opened)
                opened.enter()
                self._preparing = Thread(target=self._prepare, args=(opened,), daemon=True)
                self._preparing.start()
            opened = self._opened[1]
            opened.enter()
        return opened

    def may_know(self, words: Words) -> bool:
        """Whether these words were asked of the state that was current last: cheap to ask."""
        opened = self._opened
        return opened is not None and opened[1].known(words) is not None

    def is_still(self, opened: Opened) -> bool:
        """Whether this state has been the current one since it was given.

        A reader of a database is told what is there when it asks. What was read before this holds
        is an answer of this state, and of no later one.
        """
        version = self._version()
        with self._lock:
            return self._opened == (version, opened)

    def _prepare(self, opened: Opened) -> None:
        """Have marts at hand; until then, or where that fails, they are computed when asked."""
        try:
            opened.house.have_marts_at_hand()
        except ReelhouseError as error:
            _log.warning("marts are not at hand: %s", error)
        finally:
            opened.leave()

    def _version(self) -> Hashable:
        with self._watching:
            return self._watched.version

    @contextmanager
    def reading(self, opened: Opened) -> Iterator[House]:
        """A reader of an open state, within the bounds of number and time."""
        if not self._turns.take(self._patience):
            raise BusyError("as many queries go on as may; ask again in a moment")
        try:
            with (
                _usable(opened) as reader,
                self._deadlines.within(self._time_limit, reader.interrupt),
            ):
                yield reader
        finally:
            self._turns.give_back()

    def close(self) -> None:
        """Let go of the state."""
        with self._lock:
            if self._opened is not None:
                self._opened[1].retire()
                self._opened = None
        if self._preparing is not None:
            self._preparing.join()
        self._deadlines.close()
        with self._watching:
            self._watched.close()


def _opened_by(house: House) -> Opened:
    try:
        return Opened(house)
    except BaseException:
        house.close()
        raise


@contextmanager
def _usable(opened: Opened) -> Iterator[House]:
    """A reader, which goes back unless it was stopped: then it could be hit again."""
    reader = opened.take()
    try:
        yield reader
    except StoppedError:
        reader.close()
        raise
    except BaseException:
        opened.give_back(reader)
        raise
    opened.give_back(reader)
