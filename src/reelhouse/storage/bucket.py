"""A store on S3."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from typing import TYPE_CHECKING, Any

from reelhouse.errors import LakeError, TakenError, UnreachableError
from reelhouse.storage.s3 import S3

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.settings import S3Settings
    from reelhouse.storage.address import Address

_PART_BYTES = 8 << 20
_PARTS_AT_ONCE = 2
_CHUNK_BYTES = 1 << 20
_CONFLICTS = 5
_PAUSE_SECONDS = 0.2


class BucketStore:
    """Files by key, as objects below a prefix of a bucket, which must be there.

    Keys are relative, with slashes: `deliveries/2026-11/1/manifest.json`. A key is there with the
    whole of its content or not at all, whenever a writer dies. What goes wrong is raised as
    LakeError, and as UnreachableError where the same may succeed later.
    """

    def __init__(self, root: Address, settings: S3Settings) -> None:
        self._root = root.folder()
        self._s3 = S3(settings, LakeError)
        self._refuses = False

    @property
    def location(self) -> str:
        """The prefix, as an address."""
        return str(self._root)

    def names(self, folder: str = "") -> list[str]:
        """All keys below a folder, in order; none where there is no such folder."""
        below = self._root.below(folder) if folder else self._root
        start = len(self._root.key)
        return [each.address.key[start:] for each in self._s3.listed(below)]

    def read_text(self, key: str) -> str | None:
        """The content as UTF-8; None where there is no such key."""
        from reelhouse.storage.failures import NO_OBJECT, code

        address = self._root.below(key)
        try:
            answer = self._s3.filesystem.call_s3(
                "get_object", Bucket=address.bucket, Key=address.key
            )
        except Exception as error:
            if code(error) in NO_OBJECT:
                return None
            raise self._s3.told(error, address) from error
        return self._content(answer, address).decode()

    def put_new(self, key: str, data: bytes) -> None:
        """Write a key that nobody has written; TakenError where somebody has.

        It is a write on the condition that nothing is there, which S3 decides: of several writers
        at the same time exactly one succeeds. Raises LakeError for a store that takes no notice
        of the condition.
        """
        address = self._root.below(key)
        writer = uuid.uuid4().hex
        if not self._created(address, data, writer):
            raise TakenError(f"{address}: is there already; somebody else has written it")
        if not self._refuses:
            self._require_refusal(address, data, writer)

    def upload(self, source: Path, key: str) -> None:
        """Copy a file to a key, in the place of what is there.

        It goes in parts of 8 MiB, two of which are held in memory.
        """
        address = self._root.below(key)
        try:
            self._s3.filesystem.put_file(
                str(source),
                f"{address.bucket}/{address.key}",
                chunksize=_PART_BYTES,
                max_concurrency=_PARTS_AT_ONCE,
            )
        except Exception as error:
            raise self._s3.told(error, address) from error

    def download(self, key: str, target: Path) -> None:
        """Copy a key to a file, in the place of what is there."""
        found = self._s3.find(self._root.below(key))
        unfinished = target.with_name(f".{target.name}-{os.getpid()}-{uuid.uuid4().hex[:8]}")
        try:
            with self._s3.open(found) as stream, unfinished.open("wb") as file:
                shutil.copyfileobj(stream, file, _CHUNK_BYTES)
            unfinished.replace(target)
        except OSError as error:
            raise LakeError(f"{target}: cannot be written: {error.strerror or error}") from error
        finally:
            unfinished.unlink(missing_ok=True)

    def remove(self, key: str) -> None:
        """Remove a key, if it is there."""
        address = self._root.below(key)
        self._s3.call("delete_object", address, Key=address.key)

    def _require_refusal(self, address: Address, data: bytes, writer: str) -> None:
        """Try to write once more what was just written, which must be refused."""
        try:
            accepted = self._put(address, data, writer)
        except UnreachableError:
            return  # the write itself has succeeded; the next one is tried again
        if accepted:
            self._s3.call("delete_object", address, Key=address.key)
            raise LakeError(
                f"{self._root}: this store takes no notice of If-None-Match, so that two loads "
                "could overwrite each other; use a store that honours it"
            )
        self._refuses = True

    def _created(self, address: Address, data: bytes, writer: str) -> bool:
        """Whether the object that is there now is the one that was just written."""
        if self._put(address, data, writer):
            return True
        # The answer to a write that succeeded can be lost, and its repetition finds it there.
        answer = self._s3.call("get_object", address, Key=address.key)
        if answer.get("Metadata", {}).get("writer") != writer:
            self._s3.hang_up(answer["Body"])
            return False
        if self._content(answer, address) != data:
            self._s3.call("delete_object", address, Key=address.key)
            raise UnreachableError(f"{address}: arrived only in part; start again")
        return True

    def _content(self, answer: Any, address: Address) -> bytes:
        return b"".join(iter(lambda: self._s3.go_on(answer["Body"], address, _CHUNK_BYTES), b""))

    def _put(self, address: Address, data: bytes, writer: str) -> bool:
        """Whether the write was accepted; False where there was something already."""
        from reelhouse.storage.failures import CONFLICT, PRECONDITION_FAILED, code

        for attempt in range(_CONFLICTS):
            try:
                self._s3.filesystem.call_s3(
                    "put_object",
                    Bucket=address.bucket,
                    Key=address.key,
                    Body=data,
                    IfNoneMatch="*",
                    Metadata={"writer": writer},
                )
            except Exception as error:
                if code(error) in PRECONDITION_FAILED:
                    return False
                if code(error) not in CONFLICT:
                    raise self._s3.told(error, address) from error
                time.sleep(_PAUSE_SECONDS * 2**attempt)
            else:
                return True
        raise UnreachableError(f"{address}: others are writing it at the same time; start again")
