"""Rows from the workbench into a stage of the account: Parquet, by PUT; from there by COPY."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from reelhouse.errors import IntegrityError
from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.progress import Stage
    from reelhouse.warehouse.snowflake.session import Session
    from reelhouse.workbench import Workbench

FILE_BYTES = "128MB"
"""Snowflake loads files of 100 to 250 MB best, one on each thread of the compute."""

_LOADED = 3
"""The column of COPY's answer that counts the rows of a file."""


class Staging:
    """The stage of a session, which ends with it, and the folder that files are written in first.

    PUT and COPY into a temporary table belong before a transaction, COPY into others into it.
    """

    def __init__(self, bench: Workbench, session: Session, workplace: Path, stage: Stage) -> None:
        self._bench = bench
        self._session = session
        self._stage = stage
        self._temporary = TemporaryDirectory(prefix="sent-", dir=workplace)
        self._mark = uuid4().hex
        self._rows: dict[str, int] = {}
        session.run("create or replace temporary stage reelhouse_loading.arriving")

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
        rows = self._rows[name] = self._bench.value(f"select count(*) from {files}")
        if rows:
            self._session.run(_put(folder, f"{self._mark}/{name}"))
            sizes = sum(each.stat().st_size for each in folder.iterdir())
            self._stage.advance(sizes, rows)
        shutil.rmtree(folder)
        return rows

    def copy(self, name: str, table: str) -> None:
        """Append the rows under a name in the stage to a table; IntegrityError for a lost one."""
        if not self._rows[name]:
            return
        found = self._session.run(sql(_SQL, "copy", table=table, place=f"{self._mark}/{name}"))
        loaded = sum(int(row[_LOADED]) for row in found)
        if loaded != self._rows[name]:
            raise IntegrityError(
                f"{table}: {loaded:,} rows arrived in place of {self._rows[name]:,}; nothing was "
                "published"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()


_SQL = "warehouse/snowflake/sql"


def _put(folder: Path, name: str) -> str:
    files = str(folder / "*.parquet").replace("\\", "\\\\").replace("'", "\\'")
    return f"put 'file://{files}' @reelhouse_loading.arriving/{name}/ auto_compress = false"
