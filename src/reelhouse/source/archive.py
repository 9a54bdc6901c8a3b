"""A delivery that lies in a zip."""

from __future__ import annotations

import re
import zipfile
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from reelhouse.errors import DeliveryError
from reelhouse.source.compression import SUFFIXES
from reelhouse.source.delivery import SourceFile, file_name
from reelhouse.source.folder import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

_LINK_TYPE = 0o120000
_PLAIN_TYPES = (0, 0o100000)
_TYPE_MASK = 0o170000
_ENCRYPTED = 0x1
_BOMB_RATIO = 400
"""Deflate reaches about 1,030 to 1 on one repeated byte; CSV text stays below 20 to 1."""
_MOST_ENTRIES = 10_000
_LARGEST_DIRECTORY = 10 << 20
_END, _LARGE_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_LONGEST_END = 100 + (1 << 16)
"""Bytes of a zip's end with its longest comment, in the form for large ones."""
_DRIVE = re.compile(r"[A-Za-z]:")


def files(location: str, opener: Callable[[], BinaryIO]) -> Iterator[SourceFile]:
    """The delivery's files anywhere inside the zip; nothing is unpacked to disk.

    `opener` opens the zip anew, to read and to seek in; `location` is what messages call it.
    """
    try:
        with opener() as stream:
            _refuse_many_entries(location, stream)
            with zipfile.ZipFile(stream) as archive:
                entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DeliveryError(
            f"{location}: is neither a folder nor a whole zip ({error}); have it sent again"
        ) from error
    for entry in entries:
        inner = PurePosixPath(entry.filename.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or _DRIVE.match(entry.filename):
            raise DeliveryError(f"{location}: has an entry that leads outside it: {entry.filename}")
        name = file_name(inner.as_posix())
        if entry.is_dir() or name is None or is_hidden(inner):
            continue
        where = f"{location}!{entry.filename}"
        _refuse_unreadable(where, entry)
        size = None if inner.suffix.lower() in SUFFIXES else entry.file_size
        yield SourceFile(name, where, size, partial(_open, where, opener, entry))


def _refuse_many_entries(location: str, stream: BinaryIO) -> None:
    """Look before the directory is read: it is held in memory, many times as large as it lies."""
    stream.seek(0, 2)
    stream.seek(-min(stream.tell(), _LONGEST_END), 1)
    end = stream.read()
    if end[-22:-18] == _END and end.endswith(b"\0\0"):  # without a comment
        at = len(end) - 22
    elif (at := end.rfind(_END)) < 0:
        return
    count, size = end[at + 10 : at + 12], end[at + 12 : at + 16]
    if end[:at][-20:].startswith(_LARGE_LOCATOR):  # a large zip says it a second time
        large = end[:at][-76:]
        count, size = large[32:40], large[40:48]
    if (
        int.from_bytes(count, "little") > _MOST_ENTRIES
        or int.from_bytes(size, "little") > _LARGEST_DIRECTORY
    ):
        raise DeliveryError(
            f"{location}: has more than {_MOST_ENTRIES:,} entries; expected the files of one "
            "delivery"
        )


def _refuse_unreadable(where: str, entry: zipfile.ZipInfo) -> None:
    kind = entry.external_attr >> 16 & _TYPE_MASK
    if kind == _LINK_TYPE:
        raise DeliveryError(f"{where}: is a link; put the file itself into the zip")
    if kind not in _PLAIN_TYPES:
        raise DeliveryError(f"{where}: is a pipe or a device; put the file itself into the zip")
    if entry.flag_bits & _ENCRYPTED:
        raise DeliveryError(f"{where}: is encrypted; have it sent without a password")
    if entry.file_size > _BOMB_RATIO * max(entry.compress_size, 1 << 10):
        raise DeliveryError(
            f"{where}: claims {entry.file_size:,} bytes in {entry.compress_size:,}; "
            "no delivery is packed so densely, so it is not unpacked"
        )


def _open(where: str, opener: Callable[[], BinaryIO], entry: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast("BinaryIO", _Member(opener(), entry))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DeliveryError(f"{where}: cannot be unpacked: {error}") from error


class _Member:
    """One entry, open; closing it closes the zip."""

    def __init__(self, packed: BinaryIO, entry: zipfile.ZipInfo) -> None:
        self._packed = packed
        self.closed = False
        try:
            self._archive = zipfile.ZipFile(packed)
            self._stream: IO[bytes] = self._archive.open(entry)
        except BaseException:
            packed.close()
            raise

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def close(self) -> None:
        self.closed = True
        self._stream.close()
        self._archive.close()
        self._packed.close()
