"""What the lake is asked for: states as of earlier deliveries, one question at a time."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from reelhouse.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from reelhouse.house import House

_STATES = 4


class Past:
    """Answers from the lake; a state that was put together stays at hand, the last few of them.

    Putting one together takes memory and all cores, so that others wait meanwhile, up to
    `patience` seconds.
    """

    def __init__(self, open_house: Callable[[], House], patience: float) -> None:
        self._open_house = open_house
        self._patience = patience
        self._house = open_house()
        self._version: Hashable = None
        self._at_hand: dict[str, str] = {}
        self._turn = Lock()

    def state_id(self, label: str) -> str:
        """Id of the state as of a delivery; NotFoundError where the lake does not have it."""
        return self._house.state_as_of(label)

    @contextmanager
    def reading(self, label: str | None = None) -> Iterator[House]:
        """The house, for one thread at a time, with `label` to ask for the state as of then."""
        if not self._turn.acquire(timeout=self._patience):
            raise BusyError("the lake is being asked something else; ask again in a moment")
        try:
            self._let_go_of_what_changed()
            if label is not None:
                self._make_room(label)
            yield self._house
        finally:
            self._turn.release()

    def close(self) -> None:
        """Forget all states."""
        with self._turn:
            self._house.close()

    def _make_room(self, label: str) -> None:
        """Forget the states at hand where there are too many, or the lake has changed them."""
        state_id = self.state_id(label)
        full = label not in self._at_hand and len(self._at_hand) >= _STATES
        if full or self._at_hand.get(label, state_id) != state_id:
            self._forget()
        self._at_hand[label] = state_id

    def _let_go_of_what_changed(self) -> None:
        """Let go of a warehouse whose place another one has taken: the ledger is told from it."""
        version = self._house.version
        if self._version not in (None, version):
            self._forget()
        self._version = version

    def _forget(self) -> None:
        self._house.close()
        self._at_hand = {}
