"""An answer as bytes: kept where it is small, passed on piece by piece where it is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SMALL_BYTES = 1024 * 1024
_OVERHEAD_BYTES = 1024


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
