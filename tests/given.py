"""A server that tests are given by the environment, else one that is started for them."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Closable(Protocol):
    def close(self) -> None: ...


S = TypeVar("S", bound=Closable)


@contextmanager
def given_or_started(
    variable: str,
    given: Callable[[str], S],
    started: Callable[[], AbstractContextManager[S]],
) -> Iterator[S]:
    """The server whose URL a variable holds; what tests made on it is gone when the block ends."""
    url = os.environ.get(variable)
    with started() if url is None else closing(given(url)) as server:
        yield server
