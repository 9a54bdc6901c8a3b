"""A lake on S3."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.errors import TakenError
from reelhouse.lake.store import LENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reelhouse.storage import BucketStore


class BucketLakeStore:
    """A lake below a prefix of a bucket: see `Store`.

    Work is done in temporary folders of this machine, and what is read is brought there once:
    nothing in a lake changes. Many files cannot be put on S3 in one step. They come under a name
    that nobody else uses, and count when the last one, which names them, could be written where
    nothing was.
    """

    def __init__(self, bucket: BucketStore) -> None:
        self._bucket = bucket
        self._brought = Path(tempfile.mkdtemp(prefix="reelhouse-lake-"))
        weakref.finalize(self, shutil.rmtree, self._brought, ignore_errors=True)

    @property
    def workplace(self) -> Path:
        """See Store."""
        return self._brought.parent

    def children(self, key: str) -> list[str]:
        """See Store."""
        start = len(key) + 1
        return list(dict.fromkeys(name[start:].split("/")[0] for name in self._bucket.names(key)))

    def read(self, key: str) -> bytes | None:
        """See Store."""
        text = self._bucket.read_text(key)
        return None if text is None else text.encode()

    def place(self, key: str) -> str:
        """See Store: below the key, under a name of its own."""
        return f"{key}/{uuid.uuid4().hex}"

    def put(self, staged: Path, key: str, folder: str, final: str) -> None:
        """See Store."""
        files = [each for each in sorted(staged.rglob("*")) if each.is_file()]
        names = [each.relative_to(staged).as_posix() for each in files]
        for name in names:
            if name != final:
                self._bucket.upload(staged / name, f"{folder}/{name}")
        try:
            self._bucket.put_new(f"{key}/{final}", (staged / final).read_bytes())
        except TakenError:
            for name in names:
                self._bucket.remove(f"{folder}/{name}")
            raise

    def local(self, folder: str, names: Iterable[str]) -> Path:
        """See Store."""
        here = self._brought / folder
        here.mkdir(parents=True, exist_ok=True)
        for name in names:
            if not (here / name).exists():
                (here / name).parent.mkdir(exist_ok=True)
                self._bucket.download(f"{folder}/{name}", here / name)
        return here

    @contextmanager
    def staging(self, label: str) -> Iterator[Path]:
        """See Store."""
        with tempfile.TemporaryDirectory(prefix=f"reelhouse-{label}-") as folder:
            yield Path(folder)

    def lend(self, folder: Path) -> str:
        """See Store."""
        key = f"{LENT}/{uuid.uuid4().hex}"
        for each in sorted(folder.iterdir()):
            self._bucket.upload(each, f"{key}/{each.name}")
        shutil.rmtree(folder)
        return key

    def take_back(self, key: str) -> None:
        """See Store."""
        for name in self._bucket.names(key):
            self._bucket.remove(name)

    def address(self, key: str) -> str:
        """See Store."""
        return f"{self._bucket.location.rstrip('/')}/{key}"
