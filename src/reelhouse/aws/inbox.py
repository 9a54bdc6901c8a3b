"""The prefix to which deliveries come: which have come, and whether all of each is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reelhouse.errors import DeliveryError
from reelhouse.source import FILE_NAMES, suggested_label
from reelhouse.source.delivery import file_name
from reelhouse.storage import S3

if TYPE_CHECKING:
    from reelhouse.settings import S3Settings
    from reelhouse.storage import Address

MARKER = "_SUCCESS"
"""An object of this name says that what lies beside it is all there is."""


@dataclass
class Waiting:
    """A delivery in the inbox: a zip, or a folder with some of the files and perhaps the marker.

    `name` is its first part below the inbox.
    """

    name: str
    source: str
    files: set[str] = field(default_factory=set)
    is_marked: bool = False

    @property
    def label(self) -> str | None:
        """The month or day in its name."""
        return suggested_label(self.name)

    @property
    def missing(self) -> tuple[str, ...]:
        """The files without which it is not taken; none where it is whole.

        A zip comes in one piece. Files come one by one: they are whole when the marker is there,
        or every file that a delivery can have.
        """
        if self.is_marked or self.name.lower().endswith(".zip"):
            return ()
        return tuple(name for name in FILE_NAMES if name not in self.files)


class Inbox:
    """What lies below an address on S3."""

    def __init__(self, address: Address, settings: S3Settings) -> None:
        self._address = address.folder()
        self._s3 = S3(settings, DeliveryError)

    def __str__(self) -> str:
        return str(self._address)

    def name_of(self, bucket: str, key: str) -> str | None:
        """The delivery that an object is a part of; None where it is part of none."""
        if bucket != self._address.bucket or not key.startswith(self._address.key):
            return None
        inner = key[len(self._address.key) :]
        name, slash, rest = inner.partition("/")
        if any(part.startswith(".") for part in PurePosixPath(inner).parts):
            return None
        if not slash:
            return name if name.lower().endswith(".zip") else None
        is_part = file_name(rest) is not None or PurePosixPath(rest).name == MARKER
        return name if is_part else None

    def deliveries(self) -> list[Waiting]:
        """All that has come, by name."""
        found: dict[str, Waiting] = {}
        for each in self._s3.listed(self._address):
            self._add(found, each.address)
        return [found[name] for name in sorted(found)]

    def delivery(self, name: str) -> Waiting:
        """One that has come, as it is now; DeliveryError where it is there no more."""
        if name.lower().endswith(".zip"):
            return Waiting(name, str(self._address.below(name)))
        found: dict[str, Waiting] = {}
        for each in self._s3.listed(self._address.below(f"{name}/")):
            self._add(found, each.address)
        if name not in found:
            raise DeliveryError(f"{self._address.below(name)}: has come, and is there no more")
        return found[name]

    def _add(self, found: dict[str, Waiting], address: Address) -> None:
        name = self.name_of(address.bucket, address.key)
        if name is None:
            return
        below = self._address.below(name)
        is_zip = address == below
        waiting = found.setdefault(name, Waiting(name, str(below if is_zip else below.folder())))
        file = file_name(address.key)
        if PurePosixPath(address.key).name == MARKER:
            waiting.is_marked = True
        elif file is not None:
            waiting.files.add(file)
