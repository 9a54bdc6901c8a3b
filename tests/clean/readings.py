"""Files that lie in memory, and their way through reader and repair without a database."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
from hypothesis import HealthCheck, settings

from reelhouse.clean.staging import stage
from reelhouse.progress import Silent
from reelhouse.source import SourceFile

if TYPE_CHECKING:
    from reelhouse.clean.staging import Staged
    from reelhouse.workbench import Workbench

REAL = Path(__file__).parent.parent / "data" / "real"

Row = dict[str, Any]


def examples(count: int, *, long: bool = False) -> settings:
    """So many examples: the same ones each time, or others each time where the test is long."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=not long,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def source_file(name: str, data: bytes) -> SourceFile:
    """A file of a delivery with this content."""
    return SourceFile(name, f"/here/{name}.csv", len(data), lambda: io.BytesIO(data))


@dataclass(frozen=True)
class Reading:
    """The rows of a file by the line on which they begin, and what else was found."""

    rows: dict[int, Row]
    staged: Staged

    @property
    def log(self) -> list[tuple[int | None, str, str]]:
        """Line, reason and action of each entry, by line."""
        found = [(each.line, each.reason.value, each.action.value) for each in self.staged.entries]
        return sorted(found, key=repr)

    @property
    def rejected(self) -> list[str | None]:
        """The raw text of what was rejected."""
        return [each.raw for each in self.staged.entries if each.action == "rejected"]


class _Connection:
    """Holds what a connection would be given to read from."""

    def __init__(self) -> None:
        self.incoming: pa.Table | None = None

    def register(self, _: str, rows: pa.RecordBatchReader | pa.Table) -> None:
        self.incoming = rows

    def unregister(self, _: str) -> None:
        self.incoming = None


@dataclass(frozen=True)
class _Bench:
    connection: _Connection


def read(name: str, data: bytes | str) -> Reading:
    """Read a file, mend what can be mended, and keep the rows."""
    bench = _Bench(_Connection())
    parts: dict[int, list[Row]] = {}

    def keep(part: int) -> None:
        rows = bench.connection.incoming
        assert rows is not None
        table = rows.read_all() if isinstance(rows, pa.RecordBatchReader) else rows
        parts[part] = table.to_pylist()

    content = data.encode() if isinstance(data, str) else data
    staged = stage(cast("Workbench", bench), source_file(name, content), Silent(), keep)
    rows = [row for part in parts.values() for row in part]
    by_line = {row.pop("line"): row for row in sorted(rows, key=lambda row: row["line"])}
    assert len(by_line) == len(rows) == staged.rows, "two rows begin on one line"
    return Reading(by_line, staged)


@cache
def real_records(name: str) -> tuple[str, ...]:
    """The header and the records of a real file, as they stand in it, without their line ends."""
    path = REAL / f"{'ratings_small' if name == 'ratings' else name}.csv"
    records, open_lines = [], ""
    for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        open_lines += line
        if open_lines.count('"') % 2:
            open_lines += "\n"
        else:
            records.append(open_lines)
            open_lines = ""
    return tuple(records)


def fields(record: str) -> list[str]:
    """The fields of one record by Python's own reader."""
    return next(csv.reader(io.StringIO(record, newline="")))
