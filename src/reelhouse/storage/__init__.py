"""What lies outside: S3 and compatible stores.

Nothing here knows what it keeps. s3fs is imported when the first address on S3 is used.
"""

from reelhouse.storage.address import Address, is_on_s3
from reelhouse.storage.bucket import BucketStore
from reelhouse.storage.s3 import S3, S3Object

__all__ = ["S3", "Address", "BucketStore", "S3Object", "is_on_s3"]
