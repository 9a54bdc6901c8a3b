"""A store in a folder."""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import LakeError, TakenError
from reelhouse.files import flush

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class DirectoryStore:
    """Keys as files below a folder, which is made with the first of them."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def location(self) -> str:
        """The folder."""
        return str(self._root)

    def names(self, folder: str = "") -> list[str]:
        """As in Store; hidden files are files that are being written."""
        paths = (self._root / folder).rglob("*")
        files = (path for path in paths if not path.name.startswith(".") and path.is_file())
        return sorted(path.relative_to(self._root).as_posix() for path in files)

    def read_text(self, key: str) -> str | None:
        """As in Store."""
        try:
            return (self._root / key).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _failed(self._root / key, "read", error) from error

    def put_new(self, key: str, data: bytes) -> None:
        """As in Store: a link to the finished file, which cannot be made where there is one."""
        path = self._root / key
        try:
            with _beside(path) as unfinished:
                unfinished.write_bytes(data)
                flush(unfinished)
                _link(unfinished, path)
        except OSError as error:
            raise _failed(path, "written", error) from error

    def upload(self, source: Path, key: str) -> None:
        """As in Store."""
        _copy(source, self._root / key)

    def download(self, key: str, target: Path) -> None:
        """As in Store."""
        _copy(self._root / key, target)

    def remove(self, key: str) -> None:
        """As in Store."""
        try:
            (self._root / key).unlink(missing_ok=True)
        except OSError as error:
            raise _failed(self._root / key, "removed", error) from error


def _link(finished: Path, path: Path) -> None:
    try:
        os.link(finished, path)
    except FileExistsError as error:
        raise TakenError(f"{path}: is there already; somebody else has written it") from error


def _copy(source: Path, target: Path) -> None:
    try:
        with _beside(target) as unfinished:
            shutil.copyfile(source, unfinished)
            flush(unfinished)
            unfinished.replace(target)
    except OSError as error:
        raise _failed(source, f"copied to {target}", error) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A hidden name beside a path; the folder is on disk afterwards, and the name free again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)
    flush(path.parent)


def _failed(path: Path, what: str, error: OSError) -> LakeError:
    return LakeError(f"{path}: cannot be {what}: {error.strerror or error}")
