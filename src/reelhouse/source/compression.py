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
    if head.startswith(_GZIP):
        return cast(
            "BinaryIO",
            _Checked(cast("BinaryIO", gzip.GzipFile(fileobj=buffered)), buffered, location),
        )
    if head == _ZSTD:
        import pyarrow as pa

        inner = pa.CompressedInputStream(pa.PythonFile(buffered, mode="r"), "zstd")
        return cast("BinaryIO", _Checked(inner, buffered, location))
    return cast("BinaryIO", _Checked(cast("BinaryIO", buffered), buffered, location))


def _damages() -> tuple[type[Exception], ...]:
    """What the standard library and Arrow raise where compressed bytes are not what they were."""
    import lzma
    import zipfile

    return OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile


def _damaged(location: str, error: Exception) -> DeliveryError:
    return DeliveryError(f"{location}: is cut off or damaged ({error}); have it sent again")


class _Checked(io.RawIOBase):
    """Says in terms of the delivery what goes wrong below."""

    def __init__(self, inner: BinaryIO, raw: io.BufferedReader[Any], location: str) -> None:
        self._inner = inner
        self._raw = raw
        self._location = location

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._inner.read(size)
        except _damages() as error:
            raise _damaged(self._location, error) from error

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
