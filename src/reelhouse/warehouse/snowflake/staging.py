"""Rows from the workbench into a stage of the account: Parquet, by PUT; from there by COPY."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from reelhouse.errors import IntegrityError
from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.progress import Stage as Told
    from reelhouse.warehouse.snowflake.session import Session
    from reelhouse.warehouse.snowflake.stages import Stage
    from reelhouse.workbench import Workbench

FILE_BYTES = "128MB"
"""Snowflake loads files of 100 to 250 MB best, one on each thread of the compute."""

_LOADED = 3
"""The column of COPY's answer that counts the rows of a file."""


class Staging:
    """Rows on their way by a stage, and the folder that their files are written in first.

    `put`, and `copy` into a temporary table, belong before a transaction, others into it.
    """

    def __init__(
        self, bench: Workbench, session: Session, stage: Stage, workplace: Path, told: Told
    ) -> None:
        self._bench = bench
        self._session = session
        self._stage = stage
        self._temporary = TemporaryDirectory(prefix="sent-", dir=workplace)
        self._told = told
        self._placed: dict[str, tuple[int, str]] = {}

    def put(self, name: str, relation: str, columns: Mapping[str, str], order: str = "") -> int:
        """Have the rows of a relation in the stage under a name; gives how many there are.

        `columns` are those of the table that they are for, with their types in DuckDB.
        """
        shown = ", ".join(f"cast({each} as {type_}) as {each}" for each, type_ in columns.items())
        folder = Path(self._temporary.name) / name
        query = f"select {shown} from {relation} {order}"
        self._bench.run(
            f"copy ({query}) to {quoted(folder)} (format parquet, file_size_bytes '{FILE_BYTES}')"
        )
        files = f"read_parquet({quoted(folder / '*.parquet')})"
        rows = self._bench.value(f"select count(*) from {files}")
        size = sum(each.stat().st_size for each in folder.iterdir())
        self._placed[name] = (rows, self._stage.take(folder, name) if rows else "")
        self._told.advance(size, rows)
        return rows

    def copy(self, name: str, table: str) -> None:
        """Append the rows under a name in the stage to a table; IntegrityError for a lost one."""
        rows, place = self._placed[name]
        if not rows:
            return
        found = self._session.run(sql("warehouse/snowflake/sql", "copy", table=table, place=place))
        loaded = sum(int(row[_LOADED]) for row in found)
        if loaded != rows:
            raise IntegrityError(
                f"{table}: {loaded:,} rows arrived in place of {rows:,}; nothing was published"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stage.clear()
        self._temporary.cleanup()
