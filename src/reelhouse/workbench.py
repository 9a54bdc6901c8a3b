"""The embedded DuckDB in which a load does its work, within bounds."""

from __future__ import annotations

import errno
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb

from reelhouse.errors import DeliveryError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

MEMORY_LIMIT = "1GiB"
"""For DuckDB's buffers; the CSV reader and Arrow take about half as much again."""

_SESSION = "set TimeZone = 'UTC'"


class Workbench:
    """A DuckDB in memory that spills into `directory` and forgets everything when closed.

    `threads` is how many cores it may use, None for all.
    """

    def __init__(self, directory: Path, threads: int | None = None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(directory),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        if threads is not None:
            config["threads"] = threads
        self.connection = duckdb.connect(config=config)
        self.run(_SESSION)
        # A warehouse that is being built is written when its model is whole, and at its end.
        self.run("set wal_autocheckpoint = '1TiB'")

    def run(self, statement: str, parameters: dict[str, object] | None = None) -> None:
        """Execute statements for their effect."""
        self._execute(statement, parameters)

    def value(self, query: str, parameters: dict[str, object] | None = None) -> int:
        """The one whole number that a query answers."""
        [(number,)] = self._execute(query, parameters).fetchall()
        return int(number)

    def rows(
        self, query: str, parameters: dict[str, object] | None = None
    ) -> list[tuple[Any, ...]]:
        """A few rows of a query."""
        return self._execute(query, parameters).fetchall()

    def table(self, query: str, parameters: dict[str, object] | None = None) -> pa.Table:
        """The answer of a query as Arrow."""
        return self.connection.sql(query, params=parameters).to_arrow_table()

    def batches(self, query: str, rows: int) -> pa.RecordBatchReader:
        """The answer of a query in a stream of Arrow batches of so many rows."""
        return self.connection.sql(query).to_arrow_reader(rows)

    def insert(self, name: str, rows: pa.Table) -> None:
        """Append Arrow rows to a table, columns by name."""
        self.connection.register("appended", rows)
        self.run(f"insert into {name} by name select * from appended")
        self.connection.unregister("appended")

    def _execute(
        self, statement: str, parameters: dict[str, object] | None
    ) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(statement, parameters)

    def lane(self) -> Lane:
        """A second connection, for work in another thread beside this one; close it first."""
        return Lane(self.connection.cursor())

    def close(self) -> None:
        """Let go of the memory and of what was spilled."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class LaneStoppedError(Exception):
    """Work in a lane was given up, since what it was for will not be needed."""


class Lane(Workbench):
    """A connection of its own to a workbench, with the same tables and within the same bounds.

    What is temporary belongs to one connection: tables, views, macros, registered Arrow rows.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._is_stopped = False
        self.run(_SESSION)

    def stop(self) -> None:
        """Have the work in this lane end in LaneStoppedError; to be called from another thread.

        A statement that begins at the very moment is not hit: call it again until the work ends.
        """
        self._is_stopped = True
        self.connection.interrupt()

    def _execute(
        self, statement: str, parameters: dict[str, object] | None
    ) -> duckdb.DuckDBPyConnection:
        if self._is_stopped:
            raise LaneStoppedError
        try:
            return super()._execute(statement, parameters)
        except duckdb.InterruptException:
            if self._is_stopped:
                raise LaneStoppedError from None
            raise


_FULL = tuple(os.strerror(each) for each in (errno.ENOSPC, errno.EDQUOT))
_UNWRITABLE = tuple(os.strerror(each) for each in (errno.EROFS, errno.EIO, errno.EFBIG))
_SPILLED_TOO_MUCH = "max_temp_directory_size"
_FILE = re.compile(r'file \\?"(.+?)\\?"')


@contextmanager
def storage_errors_told(folder: Path) -> Iterator[None]:
    """Raise StorageError for what goes wrong in the block since a disk is full or not writable.

    DuckDB and the operating system say it in many ways; `folder` is named where they name none.
    """
    try:
        yield
    except DeliveryError:
        raise
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if told := _storage_error(cause, folder):
                raise told from error
            cause = cause.__cause__ or cause.__context__
        raise


def _storage_error(error: BaseException, folder: Path) -> StorageError | None:
    if not isinstance(error, (duckdb.Error, OSError)):
        return None
    text = str(error)
    is_full = any(each in text for each in (*_FULL, _SPILLED_TOO_MUCH))
    reason = next((each for each in _UNWRITABLE if each in text), None)
    if not is_full and reason is None:
        return None
    named = _FILE.search(text)
    file = getattr(error, "filename", None) or (named and named[1])
    place = Path(file).parent if file else folder
    if folder in place.parents:
        place = folder
    what = "the disk is full" if is_full else f"the disk cannot be written ({reason})"
    return StorageError(
        f"{place}: {what}; nothing was published, and what was there before is as it was. Make "
        "room, or choose another place with --lake and --warehouse, and load the delivery again"
    )
