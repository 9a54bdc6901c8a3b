"""Reads a CSV file as a stream of Arrow batches, and sets aside what cannot be a row.

Each row keeps the number of the line on which it begins. Text stays text; keys are converted,
since a row without its key is none. What is set aside is not lost: see `repair`.
"""

from __future__ import annotations

from array import array
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from reelhouse.clean.bounds import MOST_PIECES, Bounds
from reelhouse.clean.bytestream import CARRIAGE_RETURN, ByteStream
from reelhouse.clean.convert import converted, types
from reelhouse.clean.header import read_header
from reelhouse.clean.numbering import Numbering, Piece, holds, newlines_in
from reelhouse.clean.suspects import Suspects
from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.clean.layout import FileLayout
    from reelhouse.progress import Stage
    from reelhouse.source import SourceFile

_BLOCK_BYTES = 8 << 20
"""Also the longest record: real ones stay below 1 MB."""
_BATCHES_AHEAD = 3


@dataclass(frozen=True)
class Damage:
    """A value that is not of its column's type and was left out."""

    line: int
    column: str
    raw: str


class CsvReader:
    """One reading of one file; `batches` can be used once.

    `aside` holds lines on which a row begins that shall be set aside as well. After the last
    batch, `pieces` are the lines that were set aside, `blanks` those with nothing in them,
    `tall` the first and last lines of what was read as a row over several lines, `damages` the
    optional keys that became NULL, `rows` the number of rows that were passed on, and `sha256` is
    the hash of the file.
    """

    def __init__(
        self,
        file: SourceFile,
        layout: FileLayout,
        stage: Stage,
        aside: frozenset[int] = frozenset(),
    ) -> None:
        self._file = file
        self._layout = layout
        self._stage = stage
        self._bounds = Bounds(file.location, layout.columns)
        self.pieces: list[Piece] = []
        self.damages: list[Damage] = []
        self.rows = 0
        self.blanks = array("q")
        self.tall: dict[int, int] = {}
        self.error: Exception | None = None
        self.header = read_header(file, layout)
        self.stream = ByteStream(
            file.open(),
            file.location,
            has_text=layout.has_text,
            advance=lambda count: stage.advance(count, 0),
            least_line=max(2, len(layout.columns) / 4),
        )
        self._suspects = Suspects(layout, self.header, aside)
        self._numbering = Numbering(self.header.lines)
        self.schema = types(layout)

    @property
    def sha256(self) -> str:
        """Hash of the file as delivered, once it is read to its end."""
        return self.stream.sha256

    def batches(self) -> pa.RecordBatchReader:
        """The rows: the layout's columns and `line` (bigint), in the order of the file."""
        return pa.RecordBatchReader.from_batches(self.schema, self._converted_batches())

    def _converted_batches(self) -> Iterator[pa.RecordBatch]:
        # Parsing holds no lock of Python's, so that it can go on while the rows are worked on.
        with self.stream, ThreadPoolExecutor(1) as pool:
            try:
                for parsed in self._parsed_batches(pool):
                    batch = self._convert(parsed)
                    self.rows += batch.num_rows
                    self._refuse_hopeless()
                    self._stage.advance(0, batch.num_rows)
                    yield batch
                self._lines_of(0, None)
                self._refuse_hopeless()
            except Exception as error:
                self.error = error
                raise
            finally:
                self.stream.stop()

    def _parsed_batches(self, pool: ThreadPoolExecutor) -> Iterator[pa.RecordBatch]:
        source = self._open()
        if source is None:
            return
        ahead = deque(pool.submit(self._next, source) for _ in range(_BATCHES_AHEAD))
        while (batch := ahead.popleft().result()) is not None:
            ahead.append(pool.submit(self._next, source))
            yield batch

    def _open(self) -> pacsv.CSVStreamingReader | None:
        names = self.header.names
        try:
            return self._open_csv(names)
        except pa.ArrowInvalid as error:
            if str(error).startswith(("Empty CSV file", "Could not skip")):  # a header alone
                return None
            raise self._endless_record(error) from error

    def _open_csv(self, names: tuple[str, ...]) -> pacsv.CSVStreamingReader:
        return pacsv.open_csv(
            pa.PythonFile(self.stream, mode="r"),
            read_options=pacsv.ReadOptions(
                use_threads=False,  # only then do invalid rows come with their numbers
                block_size=_BLOCK_BYTES,
                column_names=list(names),
                skip_rows=self.header.lines,
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=self.header.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=self._skip,
            ),
            convert_options=pacsv.ConvertOptions(
                check_utf8=False,  # the byte stream has seen to it
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )

    def _skip(self, row: pacsv.InvalidRow) -> str:
        self._numbering.skip(row.number, row.text.count("\n"))
        # Batches without a row do not come: this is the only place that sees all of them.
        return "skip" if self._numbering.ahead <= MOST_PIECES else "error"

    def _next(self, source: pacsv.CSVStreamingReader) -> pa.RecordBatch | None:
        try:
            return source.read_next_batch()
        except StopIteration:
            return None
        except pa.ArrowInvalid as error:
            raise self._endless_record(error) from error

    def _endless_record(self, error: pa.ArrowInvalid) -> DeliveryError:
        if self._numbering.ahead > MOST_PIECES:
            pieces, first_line = self._numbering.ahead, self._numbering.first_ahead
            return self._bounds.too_many(self.rows, pieces, first_line)
        return DeliveryError(
            f"{self._file.location}, line {self._numbering.line} or after it: no end of a record "
            f"within {_BLOCK_BYTES >> 20} MiB ({error}); look for a quote that is not closed"
        )

    def _convert(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        newlines = newlines_in(batch) if self.stream.has_quotes else None
        lines = self._lines_of(batch.num_rows, newlines)
        columns = [batch.column(self.header.names.index(name)) for name in self._layout.columns]
        if self.stream.has_returns:
            columns = [_with_returns(column) for column in columns]
        texts = pa.RecordBatch.from_arrays([*columns, lines], names=self.schema.names)
        if newlines is not None:
            is_tall = pc.greater(newlines, 0)
            first, more = lines.filter(is_tall).to_pylist(), newlines.filter(is_tall).to_pylist()
            self.tall.update((line, line + n) for line, n in zip(first, more, strict=True))
        suspects = self._suspects.among(texts, newlines) if self._may_suspect(newlines) else None
        rows, bad, damaged = converted(texts, self._layout, suspects)
        self.damages += [Damage(*each) for each in damaged]
        if bad is not None:
            self._set_aside(texts.filter(bad), newlines and newlines.filter(bad))
        return rows

    def _may_suspect(self, newlines: pa.Int64Array | None) -> bool:
        return bool(self._suspects.aside) or self.stream.has_returns or newlines is not None

    def _lines_of(self, rows: int, newlines: pa.Int64Array | None) -> pa.Int64Array:
        lines = self._numbering.lines_of(rows, newlines)
        self.pieces += self._numbering.skipped
        self._numbering.skipped.clear()
        return lines

    def _set_aside(self, texts: pa.RecordBatch, newlines: pa.Int64Array | None) -> None:
        trimmed = (pc.utf8_trim_whitespace(texts.column(name)) for name in self._layout.columns)
        blank = reduce(pc.and_, (pc.equal(column, "") for column in trimmed))
        self.blanks.extend(texts.column("line").filter(blank).to_pylist())
        is_row = pc.invert(blank)
        lines = texts.column("line").filter(is_row).to_pylist()
        extra = newlines.filter(is_row).to_pylist() if newlines is not None else [0] * len(lines)
        self.pieces += [
            Piece(line, line + more, is_row=True) for line, more in zip(lines, extra, strict=True)
        ]

    def _refuse_hopeless(self) -> None:
        self._bounds.require(self.rows, self.pieces, self.blanks)


def _with_returns(column: pa.StringArray) -> pa.StringArray:
    if not holds(column, CARRIAGE_RETURN.encode()):
        return column
    return pc.replace_substring(column, CARRIAGE_RETURN, "\r")
