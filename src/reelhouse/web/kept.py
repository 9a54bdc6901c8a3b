"""An answer as bytes: kept where it is small, passed on piece by piece where it is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SMALL_BYTES = 1024 * 1024
_OVERHEAD_BYTES = 1024


class Words(NamedTuple):
    """All of a request that its answer depends on: who asks, for what, in which form."""

    role: str
    root: str
    path: str
    query: str
    accept: str


class Known(NamedTuple):
    """The answer to a request: its tag, under which it may be kept, and the route that gave it."""

    tag: str
    route: str


def words_of(environ: Mapping[str, str], role: str) -> Words:
    """The words of a request, as a WSGI server tells them."""
    return Words(
        role,
        environ.get("SCRIPT_NAME", ""),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_ACCEPT", ""),
    )


@dataclass(frozen=True)
class Kept:
    """What is sent: `rows` is how many there are in it, `headers` are those of its own."""

    body: bytes
    media_type: str
    rows: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + _OVERHEAD_BYTES


def gathered(pieces: Iterable[bytes]) -> tuple[bytes, Iterator[bytes] | None]:
    """The whole of a small body, or nothing and the pieces of a large one."""
    coming = iter(pieces)
    some: list[bytes] = []
    size = 0
    for piece in coming:
        some.append(piece)
        size += len(piece)
        if size > _SMALL_BYTES:
            return b"", chain(some, coming)
    return b"".join(some), None
