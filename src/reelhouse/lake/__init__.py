"""Every delivery, cleaned, and the states that follow from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.lake.lake import Lake
from reelhouse.lake.store import FolderStore
from reelhouse.storage import Address, BucketStore, is_on_s3

if TYPE_CHECKING:
    from reelhouse.settings import Settings


def open_lake(settings: Settings) -> Lake:
    """The lake that the settings name, in a folder or at `s3://bucket/prefix`.

    It is made when the first delivery comes. Raises MissingExtraError for S3 without s3fs.
    """
    if is_on_s3(settings.lake):
        from reelhouse.lake.bucket import BucketLakeStore

        address = Address.parse(settings.lake)
        return Lake(BucketLakeStore(BucketStore(address, settings.s3)))
    return Lake(FolderStore(Path(settings.lake)))
