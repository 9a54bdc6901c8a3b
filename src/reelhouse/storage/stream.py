"""An object on S3 as a file: read in a stream, taken up again where the connection was cut."""

from __future__ import annotations

import io
import os
import time
from typing import TYPE_CHECKING, Any

from reelhouse.errors import UnreachableError

if TYPE_CHECKING:
    from reelhouse.storage.s3 import S3, S3Object

_PAUSES_SECONDS = (0, 0, 0.5, 2)
"""Before each attempt; botocore makes several of its own where nothing answers."""


class ObjectStream(io.RawIOBase):
    """Reads an object from any position; what is held in memory is what was asked for.

    One request is open at a time, from the position to the object's end; seeking ends it. When
    the connection is cut, it is taken up again at the byte where it was cut. Only if that brings
    no byte several times on end is it given up, with UnreachableError. An object that is not the
    one any more that was found is refused with the error of `s3`.
    """

    def __init__(self, s3: S3, found: S3Object) -> None:
        self._s3 = s3
        self._object = found
        self._position = 0
        self._body: Any = None

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """The position, in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to another position; nothing is requested before it is read from."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._object.size}
        position = base[whence] + offset
        if position < 0:
            raise ValueError(f"a position before the beginning: {position}")
        if position != self._position:
            self._hang_up()
            self._position = position
        return position

    def readinto(self, buffer: Any, /) -> int:
        """Fill `buffer`, or as much of it as there is; 0 at the end."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._object.size - self._position)
        if wanted <= 0:
            return 0
        data = self._received(wanted)
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def close(self) -> None:
        """Let go of the connection."""
        if not self.closed:
            self._hang_up()
        super().close()

    def _received(self, wanted: int) -> bytes:
        reason = ""
        for pause in _PAUSES_SECONDS:
            time.sleep(pause)
            try:
                if data := self._next(wanted):
                    return data
                reason = "it ended too early"
            except UnreachableError as error:
                reason = str(error.__cause__ or error).rstrip(".")
            self._hang_up()
        raise UnreachableError(
            f"{self._object.address}: the connection was cut at byte {self._position:,} of "
            f"{self._object.size:,}, and {len(_PAUSES_SECONDS)} attempts to go on brought nothing "
            f"({reason}); check the network, and start again"
        )

    def _next(self, wanted: int) -> bytes:
        if self._body is not None:
            return self._s3.go_on(self._body, self._object.address, wanted)
        self._body, data = self._s3.begin(self._object, self._position, wanted)
        return data

    def _hang_up(self) -> None:
        if self._body is not None:
            self._s3.hang_up(self._body)
            self._body = None
