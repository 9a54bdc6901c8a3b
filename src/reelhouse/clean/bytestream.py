"""The bytes of a file on their way to the CSV reader: counted, hashed, made valid UTF-8."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import time
from typing import TYPE_CHECKING, BinaryIO

from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable

CARRIAGE_RETURN = "\ufdd0"
"""Stands for a carriage return inside a field, which the CSV reader would take for a line's end.

It is a noncharacter, which no text holds.
"""

_RETURN_BEFORE_OTHER = re.compile(rb"\r[^\n]")
_CHUNK_BYTES = 8 << 20
_WINDOWS_1252 = "reelhouse.windows-1252"
_SAMPLE_STEP = 61
_LEAST_SAMPLE = 1 << 10
_LARGE = 1 << 16
_QUIET_SECONDS = 0.05


class ByteStream(io.RawIOBase):
    """Reads a file of a delivery as valid UTF-8.

    A byte that is not UTF-8 is read as windows-1252 (latin-1 where that has no character), so
    that a file wholly in that encoding comes out right as well as one with a few spoiled bytes.
    After the last byte, `sha256` is the hash of the bytes as delivered, `spoiled` the number of
    bytes that were not UTF-8, and `first_spoiled` where the first of them is in what was given.

    Lines end with a line feed. Bare carriage returns are kept from the CSV reader by
    CARRIAGE_RETURN, and `has_returns` tells that there were some; `has_quotes` tells that there
    were quotes, without which no field can hold a line break. `has_text` says that fields can
    hold text. A chunk whose lines are shorter than `least_line` bytes on average is refused, since
    nothing but line breaks takes many times its size as rows; so is one that is no text at all.
    """

    def __init__(
        self,
        inner: BinaryIO,
        location: str,
        *,
        has_text: bool,
        advance: Callable[[int], None] = lambda _: None,
        least_line: float = 0,
    ) -> None:
        self._inner = inner
        self._least_line = least_line
        self._last_asked: float | None = None
        self._is_stopped = self._is_at_end = False
        self._location = location
        self._has_text = has_text
        self._advance = advance
        self._held = b""
        self._ready = b""
        self._started = False
        self._given = 0
        self._hash = hashlib.sha256()
        self.spoiled = 0
        self.first_spoiled: int | None = None
        self.has_returns = False
        self.has_quotes = False

    @property
    def sha256(self) -> str:
        """Hash of the bytes read so far, as delivered."""
        return self._hash.hexdigest()

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes as UTF-8, fewer only at the end; all that is left if negative."""
        self._last_asked = None
        try:
            return b"" if self._is_stopped else self._read(size)
        finally:
            self._last_asked = time.monotonic()

    def stop(self) -> None:
        """Give no more bytes, and wait until a reader in another thread has taken notice.

        A thread of the CSV reader that still reads ahead when the program ends would wait for it
        forever, or break it off.
        """
        self._is_stopped = True
        began = time.monotonic()
        while not self._is_at_end:
            asked = self._last_asked
            if asked is not None and time.monotonic() > max(asked, began) + _QUIET_SECONDS:
                break
            time.sleep(_QUIET_SECONDS / 5)

    def _read(self, size: int) -> bytes:
        while (missing := size - len(self._ready)) > 0 or size < 0:
            # No more than is missing: as a rule it is then given on as it is, without a copy.
            piece = self._next_piece(_CHUNK_BYTES if size < 0 else min(missing, _CHUNK_BYTES))
            if not piece:
                self._is_at_end = True
                break
            self._ready = self._ready + piece if self._ready else piece
        if size < 0:
            size = len(self._ready)
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken

    def _next_piece(self, size: int) -> bytes:
        data = self._inner.read(size)
        while data:
            self._hash.update(data)
            self._advance(len(data))
            self._refuse_other_widths(data)
            self._refuse_mere_breaks(data)
            whole, self._held = self._split(self._held + data)
            if whole:
                return self._valid(whole)
            data = self._inner.read(size)
        held, self._held = self._held, b""
        return self._valid(held)

    def _refuse_other_widths(self, data: bytes) -> None:
        if not self._started and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise DeliveryError(
                f"{self._location}, line 1: found UTF-16, expected UTF-8; save it as UTF-8 CSV"
            )
        self._started = True

    def _refuse_mere_breaks(self, data: bytes) -> None:
        sample = data[::_SAMPLE_STEP]  # counting all of it would cost a hundredth of a load
        if len(sample) < _LEAST_SAMPLE or sample.count(b"\n") * self._least_line < len(sample):
            return
        raise DeliveryError(
            f"{self._location}: found lines shorter than {self._least_line:g} bytes on average "
            f"over {len(data):,} bytes, from about byte {self._given + 1:,} on; expected records; "
            "have it sent again, or take out the empty lines"
        )

    def _split(self, data: bytes) -> tuple[bytes, bytes]:
        """What can be judged now, and the end that the next chunk may continue."""
        end = len(data)
        for back in range(1, min(4, end + 1)):
            byte = data[-back]
            if byte >= 0xC0:  # the first byte of a sequence that may not be complete
                end -= back
                break
            if byte < 0x80:
                break
        if end and data[end - 1] == 0x0D:
            end -= 1
        return data[:end], data[end:]

    def _valid(self, data: bytes) -> bytes:
        self.has_quotes = self.has_quotes or b'"' in data
        # Between numbers the CSV reader takes CR LF as it takes LF, so that only text, in which it
        # would stay, and the odd bare return are worth a copy of the data.
        if b"\r" in data and (self._has_text or _has_bare_return(data)):
            data = data.replace(b"\r\n", b"\n")
            if b"\r" in data:
                self.has_returns = True
                data = data.replace(b"\r", CARRIAGE_RETURN.encode())
        if not (data.isascii() or _is_utf8(data)):
            data = self._decoded(data)
        self._given += len(data)
        return data

    def _decoded(self, data: bytes) -> bytes:
        spoiled = len(data) - len(data.decode("utf-8", errors="ignore").encode())
        if len(data) > _LARGE and spoiled > len(data) / 2:
            raise DeliveryError(
                f"{self._location}: from about byte {self._given + 1:,} on, {spoiled:,} of "
                f"{len(data):,} bytes are not UTF-8; expected text; save it as UTF-8 CSV"
            )
        self.spoiled += spoiled
        if self.first_spoiled is None:
            self.first_spoiled = self._given + _first_error(data)
        return data.decode("utf-8", errors=_WINDOWS_1252).encode()

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._inner.close()
        super().close()


def _has_bare_return(data: bytes) -> bool:
    return data.endswith(b"\r") or _RETURN_BEFORE_OTHER.search(data) is not None


def _is_utf8(data: bytes) -> bool:
    import pyarrow as pa

    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    text = pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data))
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _first_error(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    spoiled = error.object[error.start : error.end]
    text = "".join(
        bytes([byte]).decode("windows-1252", errors="ignore") or chr(byte) for byte in spoiled
    )
    return text, error.end


codecs.register_error(_WINDOWS_1252, _as_windows_1252)
