"""Which lines the rows of a file stand on, with what lies between them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Piece:
    """Lines of a file, both ends included, that were not read as a row, or are in doubt as one."""

    first_line: int
    last_line: int
    is_row: bool = False


class Numbering:
    """Counts the records of a file and the lines that they take.

    Records that are no rows are told by `skip`, which may be ahead of the rows and in another
    thread; they end up in `skipped`, in the order of the file. `line` is the next line.
    """

    def __init__(self, lines_before: int) -> None:
        self._ahead: deque[tuple[int, int]] = deque()
        self._record = self.line = lines_before + 1
        self.skipped: list[Piece] = []

    def skip(self, record: int, more_lines: int) -> None:
        """A record by its number, header lines counted, is no row and takes so many lines more."""
        self._ahead.append((record, more_lines))

    @property
    def ahead(self) -> int:
        """How many records were told to be no rows before their turn has come."""
        return len(self._ahead)

    @property
    def first_ahead(self) -> int:
        """The line of the first of them, if no row before it takes more than one."""
        return self.line + self._ahead[0][0] - self._record

    def lines_of(self, rows: int, newlines: pa.Int64Array | None) -> pa.Int64Array:
        """The line on which each of the next rows begins; `newlines` are those within each.

        After the last row, one call without rows counts what stands behind it.
        """
        parts: list[pa.Array] = []
        done = 0
        while self._ahead and self._ahead[0][0] <= self._record + rows - done:
            number, more = self._ahead.popleft()
            before = number - self._record
            parts.append(self._advance(done, before, newlines))
            done += before
            self.skipped.append(Piece(self.line, self.line + more))
            self._record += 1
            self.line += 1 + more
        parts.append(self._advance(done, rows - done, newlines))
        return pa.concat_arrays(parts) if len(parts) > 1 else parts[0]

    def _advance(self, done: int, count: int, newlines: pa.Int64Array | None) -> pa.Int64Array:
        first = self.line
        self._record += count
        if newlines is None or count == 0:
            self.line += count
            return pa.arange(first, first + count)
        heights = pc.add(newlines.slice(done, count), 1)
        ends = pc.cumulative_sum(heights)
        self.line += ends[-1].as_py()
        return pc.add(pc.subtract(ends, heights), first)


def newlines_in(batch: pa.RecordBatch) -> pa.Int64Array | None:
    """How many line breaks each row of text holds; None where there are none at all."""
    total: pa.Array | None = None
    for column in batch.columns:
        if not holds(column, b"\n"):
            continue
        count = pc.count_substring(column, "\n").cast(pa.int64())
        total = count if total is None else pc.add(total, count)
    return total


def holds(column: pa.StringArray, text: bytes) -> bool:
    """Whether bytes stand anywhere in a column."""
    data = column.buffers()[2]
    return data is not None and text in data.to_pybytes()
