"""A delivery that lies in a folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from reelhouse.errors import DeliveryError
from reelhouse.source.compression import SUFFIXES
from reelhouse.source.delivery import SourceFile, file_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePath


def files(folder: Path) -> Iterator[SourceFile]:
    """The delivery's files anywhere below the folder.

    A file that is a link is refused: what it points at can change between two readings. So is a
    folder that is one, as it may lead anywhere, and what is neither a file nor a folder, as a pipe
    may never end.
    """
    for path in sorted(folder.rglob("*")):
        name = file_name(path.as_posix())
        if is_hidden(path.relative_to(folder)) or not (name or path.is_symlink()):
            continue
        if path.is_symlink() and path.is_dir():
            raise DeliveryError(f"{path}: is a link to a folder; put the folder itself there")
        if name is None or path.is_dir():
            continue
        if path.is_symlink():
            raise DeliveryError(f"{path}: is a link; put the file itself into the folder")
        if not path.is_file():
            raise DeliveryError(f"{path}: is a pipe or a device; put the file itself there")
        compressed = path.suffix.lower() in SUFFIXES
        size = None if compressed else path.stat().st_size
        yield SourceFile(name, str(path), size, partial(_open, path))


def _open(path: Path) -> BinaryIO:
    try:
        return cast("BinaryIO", path.open("rb", buffering=0))
    except OSError as error:
        raise DeliveryError(f"{path}: cannot be read: {error.strerror}") from error


def inside(folder: Path) -> list[str]:
    """The zips and the folders that lie in a folder, by name; none where it is no folder."""
    if not folder.is_dir():
        return []
    return [
        str(each)
        for each in sorted(folder.iterdir())
        if (each.is_dir() or each.suffix.lower() == ".zip")
        and not is_hidden(each.relative_to(folder))
    ]


def is_hidden(path: PurePath) -> bool:
    """Whether a path below a delivery's folder is none of its own: `.trash`, `__MACOSX`."""
    return any(part.startswith((".", "__")) for part in path.parts)
