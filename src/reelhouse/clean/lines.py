"""Physical lines of a file, looked up again by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.clean.bytestream import CARRIAGE_RETURN, ByteStream

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.source import SourceFile

_CHUNK_BYTES = 4 << 20


def read_lines(file: SourceFile, numbers: Iterable[int], *, has_text: bool) -> dict[int, str]:
    """The lines with these numbers (the first one is 1), without their ends.

    One pass over the file, which stops after the last line that is wanted; chunks without a
    wanted line are only counted. Numbers past the end are left out.
    """
    wanted = sorted(set(numbers), reverse=True)
    found: dict[int, str] = {}
    with file.open() as inner, ByteStream(inner, file.location, has_text=has_text) as stream:
        number, rest = 1, b""
        while wanted:
            chunk = stream.read(_CHUNK_BYTES)
            if not chunk and not rest:
                break
            data = rest + chunk
            whole, _, rest = data.rpartition(b"\n") if chunk else (data, b"", b"")
            if chunk and not _:
                rest = data
                continue
            count = whole.count(b"\n") + 1
            if wanted[-1] < number + count:
                lines = whole.split(b"\n")
                while wanted and wanted[-1] < number + count:
                    line = wanted.pop()
                    found[line] = _text(lines[line - number])
            number += count
            if not chunk:
                break
    return found


def line_at(file: SourceFile, offset: int, *, has_text: bool) -> int:
    """The line of the byte at this offset in what a ByteStream of the file gives."""
    with file.open() as inner, ByteStream(inner, file.location, has_text=has_text) as stream:
        number = 1
        while offset and (chunk := stream.read(min(offset, _CHUNK_BYTES))):
            number += chunk.count(b"\n")
            offset -= len(chunk)
    return number


def _text(line: bytes) -> str:
    return line.decode().removesuffix("\r").replace(CARRIAGE_RETURN, "\r")
