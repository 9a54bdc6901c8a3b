"""Compressed files, recognized by how they begin, read as what they hold."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from typing import Any

SUFFIXES = (".gz", ".zst")

_BOMB_RATIO = 100
_HARMLESS_BYTES = 256 << 20
"""CSV text packs to a fifth or a tenth. Until this much came out, it is not worth refusing."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def decompress(raw: BinaryIO, location: str) -> BinaryIO:
    """The bytes that `raw` holds, decompressed if it begins as gzip or zstd does."""
    buffered: io.BufferedReader[Any] = io.BufferedReader(cast("io.RawIOBase", raw), 1 << 20)
    try:
        head = buffered.peek(4)[:4]
    except _damages() as error:
        buffered.close()
        raise _damaged(location, error) from error
    counted = _Counted(buffered)
    if head.startswith(_GZIP):
        unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=counted))
        return cast("BinaryIO", _Checked(unpacked, buffered, location, counted))
    if head == _ZSTD:
        import pyarrow as pa

        inner = pa.CompressedInputStream(pa.PythonFile(counted, mode="r"), "zstd")
        return cast("BinaryIO", _Checked(inner, buffered, location, counted))
    return cast("BinaryIO", _Checked(cast("BinaryIO", buffered), buffered, location))


def _damages() -> tuple[type[Exception], ...]:
    """What the standard library and Arrow raise where compressed bytes are not what they were."""
    import lzma
    import zipfile

    return OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile


def _damaged(location: str, error: Exception) -> DeliveryError:
    return DeliveryError(f"{location}: is cut off or damaged ({error}); have it sent again")


class _Counted(io.RawIOBase):
    """Counts the bytes that are taken from a stream."""

    def __init__(self, inner: io.BufferedReader[Any]) -> None:
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer)
        data = self._inner.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Checked(io.RawIOBase):
    """Says in terms of the delivery what goes wrong below.

    With `packed`, which counts what went into the decompressor, it ends where far too much comes
    out.
    """

    def __init__(
        self,
        inner: BinaryIO,
        raw: io.BufferedReader[Any],
        location: str,
        packed: _Counted | None = None,
    ) -> None:
        self._packed = packed
        self._unpacked = 0
        self._inner = inner
        self._raw = raw
        self._location = location

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            data = self._inner.read(size)
        except _damages() as error:
            raise _damaged(self._location, error) from error
        self._unpacked += len(data)
        if self._packed is not None and self._unpacked > _HARMLESS_BYTES:
            self._refuse_bomb(self._packed.count)
        return data

    def _refuse_bomb(self, packed: int) -> None:
        if self._unpacked > _BOMB_RATIO * packed:
            raise DeliveryError(
                f"{self._location}: {packed:,} bytes unpack to {self._unpacked:,} and more; "
                f"expected at most {_BOMB_RATIO} times as many. If it is right, give the CSV file "
                "itself, unpacked"
            )

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer)
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._raw.close()  # which a decompressor leaves open
        super().close()
