"""Files by key, in a folder or on S3: what a lake needs of the place where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reelhouse.storage.address import Address, is_on_s3

if TYPE_CHECKING:
    from reelhouse.settings import S3Settings


class Store(Protocol):
    """Keys are relative, with slashes: `deliveries/2026-11/manifest.json`.

    A key is there with the whole of its content or not at all, whenever a writer dies. What goes
    wrong is raised as LakeError, and as UnreachableError where the same may succeed later.
    """

    @property
    def location(self) -> str:
        """Where the store lies, as messages name it."""

    def names(self, folder: str = "") -> list[str]:
        """All keys below a folder, in order; none where there is no such folder."""

    def read_text(self, key: str) -> str | None:
        """The content as UTF-8; None where there is no such key."""

    def put_new(self, key: str, data: bytes) -> None:
        """Write a key that nobody has written; TakenError where somebody has.

        Of several writers at the same time, in whatever processes, exactly one succeeds.
        """

    def upload(self, source: Path, key: str) -> None:
        """Copy a file to a key, in the place of what is there."""

    def download(self, key: str, target: Path) -> None:
        """Copy a key to a file, in the place of what is there."""

    def remove(self, key: str) -> None:
        """Remove a key, if it is there."""


def open_store(location: str, settings: S3Settings) -> Store:
    """The store at `s3://bucket/prefix`, or else in a folder; neither is made before it is used."""
    from reelhouse.storage.bucket import BucketStore
    from reelhouse.storage.directory import DirectoryStore

    if is_on_s3(location):
        return BucketStore(Address.parse(location), settings)
    return DirectoryStore(Path(location))
