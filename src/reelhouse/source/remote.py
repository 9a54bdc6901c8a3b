"""A delivery that lies on S3: a zip, or a prefix that stands for a folder."""

from __future__ import annotations

import io
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from reelhouse.errors import DeliveryError
from reelhouse.source import archive
from reelhouse.source.compression import SUFFIXES
from reelhouse.source.delivery import RawFile, SourceFile, file_name
from reelhouse.source.folder import is_hidden
from reelhouse.storage import S3, Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.settings import S3Settings
    from reelhouse.storage import S3Object

_BUFFER_BYTES = 1 << 20


def files(source: str, settings: S3Settings) -> tuple[Iterator[SourceFile], RawFile | None]:
    """The delivery's files in the zip, or anywhere below the prefix; and the zip.

    Each is the content that was found now, however often it is opened: once there is another
    one, reading it is refused.
    """
    address = Address.parse(source)
    s3 = S3(settings, DeliveryError)
    if _is_zip(address):
        found = s3.find(address)
        raw = RawFile(PurePosixPath(address.key).name, found.size, partial(_stream, s3, found))
        return archive.files(source, partial(_seekable, s3, found)), raw
    return _below(s3, address.folder()), None


def objects(source: str, settings: S3Settings) -> list[S3Object]:
    """The objects that a delivery is read from, as they are now: the zip, or each of its files."""
    address = Address.parse(source)
    s3 = S3(settings, DeliveryError)
    if _is_zip(address):
        return [s3.find(address)]
    return [found for _, found in _parts(s3, address.folder())]


def inside(source: str, settings: S3Settings) -> list[str]:
    """The zips and the prefixes that lie right below an address; none where it is a zip itself."""
    address = Address.parse(source)
    if _is_zip(address):
        return []
    return [
        str(each)
        for each in S3(settings, DeliveryError).inside(address)
        if (each.key.endswith("/") or _is_zip(each))
        and not is_hidden(PurePosixPath(each.key).relative_to(address.key))
    ]


def _is_zip(address: Address) -> bool:
    return address.key.lower().endswith(".zip")


def _below(s3: S3, prefix: Address) -> Iterator[SourceFile]:
    for name, found in _parts(s3, prefix):
        is_packed = PurePosixPath(found.address.key).suffix.lower() in SUFFIXES
        size = None if is_packed else found.size
        yield SourceFile(name, str(found.address), size, partial(_stream, s3, found))


def _parts(s3: S3, prefix: Address) -> Iterator[tuple[str, S3Object]]:
    """The objects below a prefix that are files of a delivery, each with which one it is."""
    empty = True
    for found in s3.listed(prefix):
        empty = False
        inner = PurePosixPath(found.address.key[len(prefix.key) :])
        name = file_name(inner.as_posix())
        if name is not None and not is_hidden(inner):
            yield name, found
    if empty:
        raise DeliveryError(
            f"{prefix}: there is nothing; give the prefix below which the files lie, or the key "
            "of a zip, which ends in .zip"
        )


def _stream(s3: S3, found: S3Object) -> BinaryIO:
    return cast("BinaryIO", s3.open(found))


def _seekable(s3: S3, found: S3Object) -> BinaryIO:
    return io.BufferedReader(s3.open(found), _BUFFER_BYTES)
