"""What lies outside: S3 and compatible stores, and folders that are used in the same manner.

Nothing here knows what it keeps. s3fs is imported when the first address on S3 is used.
"""

from reelhouse.storage.address import Address, is_on_s3
from reelhouse.storage.bucket import BucketStore
from reelhouse.storage.directory import DirectoryStore
from reelhouse.storage.s3 import S3, S3Object
from reelhouse.storage.store import Store, open_store

__all__ = [
    "S3",
    "Address",
    "BucketStore",
    "DirectoryStore",
    "S3Object",
    "Store",
    "is_on_s3",
    "open_store",
]
