"""A delivery: the files that one month brings, wherever they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from reelhouse.errors import DeliveryError
from reelhouse.settings import S3Settings
from reelhouse.source.compression import SUFFIXES, decompress
from reelhouse.storage import is_on_s3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FILE_NAMES = (
    "movies_metadata",
    "credits",
    "keywords",
    "links",
    "links_small",
    "ratings",
    "ratings_small",
)
"""The files that a delivery can have, in the order in which they are read."""

_LABEL = re.compile(r"(?<!\d)(\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2}(?:T\d{2})?)?)(?!\d)")


@dataclass(frozen=True)
class SourceFile:
    """One file of a delivery.

    `size` is the number of bytes that `open` will give, None where that is not known before.
    """

    name: str
    location: str
    size: int | None
    opener: Callable[[], BinaryIO]

    def open(self) -> BinaryIO:
        """The file's bytes, decompressed, from the beginning."""
        return decompress(self.opener(), self.location)


class RawFile(NamedTuple):
    """A file as it came, with its size in bytes where that is known."""

    name: str
    size: int | None
    opener: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Delivery:
    """The files of one delivery, by name, and the ones that it leaves out.

    `archive` is the zip that they came in.
    """

    source: str
    files: tuple[SourceFile, ...]
    archive: RawFile | None = None

    def raw(self, *, loose: bool) -> tuple[RawFile, ...]:
        """The files as they came: the zip; of loose files those that count, with `loose`."""
        if self.archive is not None:
            return (self.archive,)
        if not loose:
            return ()
        return tuple(
            RawFile(PurePosixPath(file.location).name, None, file.opener) for file in self.files
        )

    @property
    def absent(self) -> tuple[str, ...]:
        """Files that neither came nor are replaced by one that did."""
        kinds = {kind(file.name) for file in self.files}
        return tuple(n for n in FILE_NAMES if n == kind(n) and n not in kinds)


def deliveries_in(source: str | Path, s3: S3Settings) -> list[str]:
    """The deliveries that lie in a folder or below a prefix on S3, by name.

    These are the folders and zips right in it whose names tell a month. Where there are none, the
    source is taken for a delivery itself. Raises DeliveryError where S3 does not show what is
    there, UnreachableError where it cannot be reached, MissingExtraError without s3fs.
    """
    from reelhouse.source import folder, remote

    name = str(source)
    found = remote.inside(name, s3) if is_on_s3(name) else folder.inside(Path(name))
    return [each for each in found if suggested_label(each)] or [name]


def suggested_label(source: str) -> str | None:
    """A month or day in a source's name, such as 2026-11, if there is one."""
    found = _LABEL.findall(PurePosixPath(source).name)
    return found[-1] if found else None


def kind(name: str) -> str:
    """What a file tells of: a small file tells of the same as the full one."""
    return name.removesuffix("_small")


def open_delivery(
    source: str | Path, s3: S3Settings | None = None, *, is_partial: bool = False
) -> Delivery:
    """Find the files of a delivery in a folder or a zip, on this machine or on S3.

    On S3, that is `s3://bucket/key.zip`, or any other address as a prefix; `s3` says how it is
    reached. Raises DeliveryError where there are none, where movies_metadata is missing and it is
    not only a part of one, where two have the same name, and where the zip cannot be read;
    UnreachableError where S3 cannot be reached, MissingExtraError without s3fs.
    """
    from reelhouse.source import archive, folder, remote

    if not str(source):
        raise DeliveryError("no source was named; expected a folder or a zip")
    # A path may hold bytes that are no text, which no manifest and no terminal would take.
    name = str(source).encode(errors="backslashreplace").decode()
    if is_on_s3(name):
        found, raw = remote.files(name, s3 or S3Settings())
        return Delivery(name, _chosen(name, found, is_partial=is_partial), raw)
    path = Path(source)
    if path.is_dir():
        return Delivery(name, _chosen(name, folder.files(path), is_partial=is_partial))
    if not path.is_file():
        raise DeliveryError(f"{source}: there is no such folder or zip")

    def opener() -> BinaryIO:
        return path.open("rb")

    raw = RawFile(path.name, path.stat().st_size, opener)
    found = archive.files(name, opener)
    return Delivery(name, _chosen(name, found, is_partial=is_partial), raw)


def file_name(path: str) -> str | None:
    """Which file of a delivery a path holds: `x/Ratings.csv.gz` is `ratings`; None if none."""
    name = PurePosixPath(path).name.lower()
    stem = next((name.removesuffix(s) for s in SUFFIXES if name.endswith(s)), name)
    if not stem.endswith(".csv"):
        return None
    return stem.removesuffix(".csv") if stem.removesuffix(".csv") in FILE_NAMES else None


def _chosen(
    source: str, found: Iterable[SourceFile], *, is_partial: bool
) -> tuple[SourceFile, ...]:
    by_name: dict[str, SourceFile] = {}
    for file in found:
        if other := by_name.get(file.name):
            raise DeliveryError(
                f"{source}: holds {file.name} twice, as {other.location} and as {file.location}; "
                "give the folder of one delivery"
            )
        by_name[file.name] = file
    if not by_name:
        expected = ", ".join(f"{name}.csv" for name in FILE_NAMES)
        raise DeliveryError(f"{source}: holds none of {expected}")
    if "movies_metadata" not in by_name and not is_partial:
        there = ", ".join(sorted(by_name))
        raise DeliveryError(
            f"{source}: holds {there}, but no movies_metadata.csv, to which all of them "
            "refer; a delivery of only what is new is loaded with --mode delta"
        )
    return tuple(
        by_name[name]
        for name in FILE_NAMES
        if name in by_name and (name == kind(name) or kind(name) not in by_name)
    )
