"""Where a lake lies: few operations, each of which happens whole or not at all."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from reelhouse.errors import LakeError, TakenError
from reelhouse.files import flush, is_alive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path


LENT = "lent"
"""Below this key lies what was lent and not taken back."""


class Store(Protocol):
    """Folders of files under keys such as `deliveries/2026-11/1`; what is kept never changes."""

    @property
    def workplace(self) -> Path:
        """The folder on this machine below which staging lies."""

    def children(self, key: str) -> list[str]:
        """Names directly below a key, in no order; none where nothing is there."""

    def read(self, key: str) -> bytes | None:
        """A small file, None where it is not there."""

    def place(self, key: str) -> str:
        """The folder in which the files of something that is put at `key` will lie."""

    def put(self, staged: Path, key: str, folder: str, final: str) -> None:
        """Move everything in a staged folder to `folder`, which `place` gave for the key.

        It is there for others when its file `final` is, which comes last and lies at the key
        itself. Raises TakenError where another one was quicker: of several writers one wins.
        """

    def local(self, folder: str, names: Iterable[str]) -> Path:
        """A folder on this machine in which these files of a kept folder can be read."""

    def staging(self, label: str) -> AbstractContextManager[Path]:
        """A folder on this machine to work in; what is still there afterwards is removed."""

    def lend(self, folder: Path) -> str:
        """Take a folder of files to where whoever sees the lake sees them, too; gives their key.

        They are no part of the lake, and there until they are taken back.
        """

    def take_back(self, key: str) -> None:
        """Remove what was lent."""

    def address(self, key: str) -> str:
        """What people would call the place of a key."""


class FolderStore:
    """A lake in a folder, which is made when something is put there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def workplace(self) -> Path:
        """See Store."""
        return self._root

    def children(self, key: str) -> list[str]:
        """See Store."""
        folder = self._root / key
        return [each.name for each in folder.iterdir()] if folder.is_dir() else []

    def read(self, key: str) -> bytes | None:
        """See Store."""
        try:
            return (self._root / key).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def place(self, key: str) -> str:
        """See Store: the key itself, since a folder is put there in one step."""
        return key

    def put(self, staged: Path, key: str, folder: str, final: str) -> None:  # noqa: ARG002 - one step
        """See Store: one rename brings everything, so that nothing need come last."""
        for each in (*staged.rglob("*"), staged):
            flush(each)
        target = self._root / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.rename(target)
            flush(target.parent)
        except OSError as error:
            if target.exists():
                raise TakenError(str(target)) from error
            raise LakeError(f"{target}: cannot be put there: {error.strerror}") from error

    def local(self, folder: str, names: Iterable[str]) -> Path:  # noqa: ARG002 - all are here
        """See Store."""
        return self._root / folder

    @contextmanager
    def staging(self, label: str) -> Iterator[Path]:
        """See Store: beside what is kept, so that moving it there is one step."""
        name = f"{label}-{_machine()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        folder = self._root / "staging" / name
        try:
            self._sweep()
            folder.mkdir(parents=True)
        except OSError as error:
            raise LakeError(f"{folder}: cannot be made: {error.strerror}") from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def lend(self, folder: Path) -> str:
        """See Store: one rename, since the workplace is here."""
        key = f"{LENT}/{uuid.uuid4().hex}"
        (self._root / LENT).mkdir(parents=True, exist_ok=True)
        folder.rename(self._root / key)
        return key

    def take_back(self, key: str) -> None:
        """See Store."""
        shutil.rmtree(self._root / key, ignore_errors=True)

    def address(self, key: str) -> str:
        """See Store."""
        return str(self._root / key)

    def _sweep(self) -> None:
        """Remove what loads of this machine that died left in staging.

        Of those of other machines and containers it cannot be told whether they live.
        """
        for folder in (self._root / "staging").glob("*-*-*-*"):
            _, machine, process, _ = folder.name.rsplit("-", 3)
            if machine == _machine() and process.isdigit() and not is_alive(int(process)):
                shutil.rmtree(folder, ignore_errors=True)


def _machine() -> str:
    """What tells this machine or container from others that share a folder."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
