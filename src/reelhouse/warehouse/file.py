"""The file of an embedded warehouse: replaced in one step, never written in place."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import WarehouseError
from reelhouse.files import flush, is_alive
from reelhouse.lock import was_written
from reelhouse.resources import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.workbench import Workbench

_MAGIC_AT, _MAGIC = 8, b"DUCK"
"""By which DuckDB knows its files: https://duckdb.org/docs/stable/internals/storage"""


@contextmanager
def replacing(bench: Workbench, path: Path, *, copied: bool = False) -> Iterator[None]:
    """A new warehouse file, attached to the workbench as its current database.

    It is empty, or with `copied` what lies at `path` now. When the block ends well, the file
    takes the place of the one at `path` in one step, on disk before it is seen. Otherwise
    nothing of it is left. Raises WarehouseError where it cannot be at `path`.
    """
    building = path.with_name(f".{path.name}.{os.getpid()}.building")
    building.unlink(missing_ok=True)
    try:
        if copied:
            shutil.copyfile(path, building)
        # What is half built is thrown away, so that there is nothing to be recovered by a log.
        bench.run(f"attach {quoted(building)} as warehouse (recovery_mode no_wal_writes)")
        bench.run("use warehouse")
        try:
            yield
        finally:
            bench.run("use memory; detach warehouse")
        flush(building)
        try:
            building.replace(path)
        except OSError as error:
            raise WarehouseError(f"{path}: cannot be replaced: {error.strerror}") from error
        flush(path.parent)
    finally:
        building.unlink(missing_ok=True)


class WatchedFile:
    """A file that another one may take the place of: see `Watch`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def version(self) -> tuple[int, int, int]:
        """What tells the file that is there now; WarehouseError where there is none."""
        try:
            found = self._path.stat()
        except OSError as error:
            raise WarehouseError(
                f"{self._path}: there is no warehouse: {error.strerror}; `reelhouse ingest` makes "
                "it"
            ) from error
        return found.st_dev, found.st_ino, found.st_mtime_ns

    def close(self) -> None:
        """Nothing is held."""


def make_room(path: Path) -> None:
    """Make the folder that a warehouse is to lie in; WarehouseError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"{path.parent}: cannot be made: {error.strerror}") from error
    if path.is_dir():
        raise WarehouseError(f"{path}: cannot be replaced: it is a folder, not a warehouse file")


def require_ours(path: Path) -> None:
    """Raise WarehouseError for a file that is no database, and that no load has written.

    It may be a warehouse whose first bytes are damaged, but more likely is something else, and a
    slip of who typed its name.
    """
    if was_written(path) or not path.is_file():
        return
    try:
        with path.open("rb") as file:
            first = file.read(_MAGIC_AT + len(_MAGIC))
    except OSError as error:
        raise WarehouseError(f"{path}: cannot be read: {error.strerror}") from error
    if first and first[_MAGIC_AT:] != _MAGIC:
        raise WarehouseError(
            f"{path}: is no DuckDB database, and is not replaced; give another file with "
            "--warehouse, or move this one away"
        )


def sweep(path: Path) -> None:
    """Remove what loads that died were building beside a warehouse; for the one that writes it."""
    prefix = f".{path.name}."
    for each in path.parent.iterdir():
        process, _, rest = each.name.removeprefix(prefix).partition(".")
        is_building = each.name.startswith(prefix) and rest.startswith("building")
        if is_building and process.isdigit() and not is_alive(int(process)):
            each.unlink(missing_ok=True)
