"""The log of what was not loaded as delivered."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reelhouse.clean.reasons import Action, Reason
    from reelhouse.workbench import Workbench

SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("line", pa.int64()),
        ("column", pa.string()),
        ("reason", pa.string()),
        ("action", pa.string()),
        ("raw", pa.string()),
        ("detail", pa.string()),
    ]
)


@dataclass(frozen=True)
class Entry:
    """One row or value: where it stands, what is wrong with it, what was done."""

    file: str
    line: int | None
    column: str | None
    reason: Reason
    action: Action
    raw: str | None
    detail: str | None = None


class Quarantine:
    """Entries of one delivery, in the table `quarantine`, which all lanes of a workbench share."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        bench.run(sql("clean/sql", "quarantine"))

    def add(self, entries: Iterable[Entry]) -> int:
        """Append entries and say how many."""
        rows = [astuple(entry) for entry in entries]
        if rows:
            columns = zip(*rows, strict=True)
            arrays = [
                pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)
            ]
            self._bench.insert("quarantine", pa.Table.from_arrays(arrays, schema=SCHEMA))
        return len(rows)

    def take_over(self, file: str, path: Path) -> None:
        """Append the entries of a file from the quarantine of another delivery."""
        self._bench.run(
            f"insert into quarantine by name from read_parquet({quoted(path)}) where file = $file",
            {"file": file},
        )

    def repaired_rows(self, file: str) -> int:
        """Rows of a file in which something was mended."""
        return self._bench.value(
            "select count(distinct line) from quarantine "
            "where file = $file and action = 'repaired' and reason <> 'not_utf8'",
            {"file": file},
        )
