"""Where something lies on S3: `s3://bucket/key`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from reelhouse.errors import UsageError

_SCHEME = "s3://"


@dataclass(frozen=True)
class Address:
    """A key in a bucket; an empty key is the bucket itself."""

    bucket: str
    key: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """The address that a text such as `s3://bucket/2026-11.zip` names.

        What stands behind the bucket is taken as it is: nothing in it is escaped. Raises
        UsageError where there is no bucket.
        """
        bucket, _, key = text[len(_SCHEME) :].partition("/")
        if not is_on_s3(text) or not bucket:
            raise UsageError(f"{text}: is no address on S3; write s3://bucket/key")
        return cls(bucket, key)

    def folder(self) -> Self:
        """The same with a slash at the end, so that `2026-1` does not mean `2026-11` too."""
        key = self.key if not self.key or self.key.endswith("/") else f"{self.key}/"
        return type(self)(self.bucket, key)

    def below(self, key: str) -> Self:
        """A key below this one, which is taken as a folder."""
        return type(self)(self.bucket, self.folder().key + key)

    def __str__(self) -> str:
        return f"{_SCHEME}{self.bucket}/{self.key}"


def is_on_s3(location: str) -> bool:
    """Whether a location is an address on S3 rather than a path."""
    return location[: len(_SCHEME)].lower() == _SCHEME
