"""Reads a CSV file as a stream of Arrow batches, and sets aside what cannot be a row.

Each row keeps the number of the line on which it begins. Text stays text; keys are converted,
since a row without its key is none. What is set aside is not lost: see `repair`.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from reelhouse.clean.bytestream import CARRIAGE_RETURN, ByteStream
from reelhouse.clean.convert import converted, types
from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.clean.layout import FileLayout
    from reelhouse.progress import Progress
    from reelhouse.source import SourceFile

_BLOCK_BYTES = 8 << 20
"""Also the longest record: real ones stay below 1 MB."""
_HEADER_BYTES = 1 << 16
_DELIMITERS = ",;\t|"
_BATCHES_AHEAD = 3
_HOPELESS = 100_000
_MOST_PIECES = 500_000
"""Lines that were not read as a row are held in memory; these are 2% of the ratings."""
_MOST_BLANKS_PER_ROW = 10


@dataclass(frozen=True)
class Piece:
    """Lines of a file, both ends included, that were not read as a row, or are in doubt as one."""

    first_line: int
    last_line: int
    is_row: bool = False


@dataclass(frozen=True)
class Damage:
    """A value that is not of its column's type and was left out."""

    line: int
    column: str
    raw: str


@dataclass(frozen=True)
class Header:
    """The delimiter, the columns as they stand, and the line after which the rows begin."""

    delimiter: str
    names: tuple[str, ...]
    lines: int


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
        progress: Progress,
        aside: frozenset[int] = frozenset(),
    ) -> None:
        self._file = file
        self._layout = layout
        self._progress = progress
        self._aside = aside
        self._invalid: deque[tuple[int, int]] = deque()
        self._pieces_seen = self._lines_aside = 0
        self.pieces: list[Piece] = []
        self.damages: list[Damage] = []
        self.rows = 0
        self.blanks = array("q")
        self.tall: dict[int, int] = {}
        self.error: Exception | None = None
        self.header = _header(file, layout)
        self.stream = ByteStream(
            file.open(),
            file.location,
            has_text=layout.has_text,
            advance=lambda count: progress.advance(count, 0),
            least_line=max(2, len(layout.columns) / 4),
        )
        self._record = self._line = self.header.lines + 1
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
                    self._progress.advance(0, batch.num_rows)
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
                invalid_row_handler=self._set_aside_invalid,
            ),
            convert_options=pacsv.ConvertOptions(
                check_utf8=False,  # the byte stream has seen to it
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )

    def _set_aside_invalid(self, row: pacsv.InvalidRow) -> str:
        self._invalid.append((row.number, row.text.count("\n")))
        # Batches without a row do not come: this is the only place that sees all of them.
        return "skip" if len(self._invalid) <= _MOST_PIECES else "error"

    def _next(self, source: pacsv.CSVStreamingReader) -> pa.RecordBatch | None:
        try:
            return source.read_next_batch()
        except StopIteration:
            return None
        except pa.ArrowInvalid as error:
            raise self._endless_record(error) from error

    def _endless_record(self, error: pa.ArrowInvalid) -> DeliveryError:
        if len(self._invalid) > _MOST_PIECES:
            first_line = self._line + self._invalid[0][0] - self._record
            return self._hopeless(len(self._invalid), first_line)
        return DeliveryError(
            f"{self._file.location}, line {self._line} or after it: no end of a record within "
            f"{_BLOCK_BYTES >> 20} MiB ({error}); look for a quote that is not closed"
        )

    def _convert(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        newlines = _newlines(batch) if self.stream.has_quotes else None
        lines = self._lines_of(batch.num_rows, newlines)
        columns = [batch.column(self.header.names.index(name)) for name in self._layout.columns]
        if self.stream.has_returns:
            columns = [_with_returns(column) for column in columns]
        texts = pa.RecordBatch.from_arrays([*columns, lines], names=self.schema.names)
        if newlines is not None:
            is_tall = pc.greater(newlines, 0)
            first, more = lines.filter(is_tall).to_pylist(), newlines.filter(is_tall).to_pylist()
            self.tall.update((line, line + n) for line, n in zip(first, more, strict=True))
        rows, bad, damaged = converted(texts, self._layout, self._suspects(texts, newlines))
        self.damages += [Damage(*each) for each in damaged]
        if bad is not None:
            self._set_aside(texts.filter(bad), newlines and newlines.filter(bad))
        return rows

    def _suspects(
        self, texts: pa.RecordBatch, newlines: pa.Int64Array | None
    ) -> pa.BooleanArray | None:
        """Rows to be set aside though their keys are right, None where there are none.

        They are asked for, or a short value is broken, or a line within a quoted value begins as
        a record does: there may be a quote that was never closed.
        """
        if not (self._aside or self.stream.has_returns or newlines is not None):
            return None
        masks: list[pa.BooleanArray] = []
        if self._aside:
            masks.append(pc.is_in(texts.column("line"), value_set=pa.array(sorted(self._aside))))
        for name in self._layout.columns:
            column = texts.column(name)
            is_long = name in self._layout.nested or name not in self._layout.shapes
            if is_long and newlines is not None and _holds(column, b"\n"):
                masks.append(pc.match_substring_regex(column, self._record_start))
            elif not is_long and (_holds(column, b"\n") or _holds(column, b"\r")):
                masks.append(pc.match_substring_regex(column, r"\S[\r\n]+\S"))
        return reduce(pc.or_, masks) if masks else None

    @cached_property
    def _record_start(self) -> str:
        """Regular expression for a line break and what a record begins with."""
        d = re.escape(self.header.delimiter)
        pattern = r'\n"?'
        for name in self.header.names:
            if shape := self._layout.shapes.get(name):
                return f'{pattern}(?:{shape})"?{d}'
            pattern += rf'[^\n{d}]*{d}"?'
        return pattern

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
        pieces, blanks = len(self.pieces), len(self.blanks)
        new = islice(self.pieces, self._pieces_seen, None)
        self._lines_aside += sum(each.last_line - each.first_line + 1 for each in new)
        self._pieces_seen = pieces
        if pieces > _MOST_PIECES or pieces > max(_HOPELESS, self.rows):
            raise self._hopeless(pieces, self.pieces[0].first_line)
        if self._lines_aside > _MOST_PIECES:
            raise DeliveryError(
                f"{self._file.location}: {pieces:,} records over {self._lines_aside:,} lines that "
                f"are none, the first of them on line {self.pieces[0].first_line}; expected "
                f"{', '.join(self._layout.columns)}; look for a quote that is not closed"
            )
        if blanks > max(_HOPELESS, _MOST_BLANKS_PER_ROW * self.rows):
            raise DeliveryError(
                f"{self._file.location}: of the first {self.rows + pieces + blanks:,} lines "
                f"{blanks:,} have nothing in them, the first of them on line {self.blanks[0]}; "
                f"expected rows of {', '.join(self._layout.columns)}; have it sent again"
            )

    def _hopeless(self, pieces: int, first_line: int) -> DeliveryError:
        return DeliveryError(
            f"{self._file.location}: of the first {self.rows + pieces:,} rows "
            f"{pieces:,} have no key or the wrong number of fields, the first of "
            f"them on line {first_line}; expected "
            f"{', '.join(self._layout.columns)}"
        )

    def _lines_of(self, rows: int, newlines: pa.Int64Array | None) -> pa.Int64Array:
        """The line on which each row begins; invalid records between them are set aside."""
        parts: list[pa.Array] = []
        done = 0
        while self._invalid and self._invalid[0][0] <= self._record + rows - done:
            number, extra = self._invalid.popleft()
            ahead = number - self._record
            parts.append(self._advance(done, ahead, newlines))
            done += ahead
            self.pieces.append(Piece(self._line, self._line + extra))
            self._record += 1
            self._line += 1 + extra
        parts.append(self._advance(done, rows - done, newlines))
        return pa.concat_arrays(parts) if len(parts) > 1 else parts[0]

    def _advance(self, done: int, count: int, newlines: pa.Int64Array | None) -> pa.Int64Array:
        first = self._line
        self._record += count
        if newlines is None or count == 0:
            self._line += count
            return pa.arange(first, first + count)
        heights = pc.add(newlines.slice(done, count), 1)
        ends = pc.cumulative_sum(heights)
        self._line += ends[-1].as_py()
        return pc.add(pc.subtract(ends, heights), first)


def _holds(column: pa.StringArray, text: bytes) -> bool:
    data = column.buffers()[2]
    return data is not None and text in data.to_pybytes()


def _with_returns(column: pa.StringArray) -> pa.StringArray:
    if not _holds(column, CARRIAGE_RETURN.encode()):
        return column
    return pc.replace_substring(column, CARRIAGE_RETURN, "\r")


def _newlines(batch: pa.RecordBatch) -> pa.Int64Array | None:
    """How many line breaks each row holds; None where there are none at all."""
    total: pa.Array | None = None
    for column in batch.columns:
        if not _holds(column, b"\n"):
            continue
        count = pc.count_substring(column, "\n").cast(pa.int64())
        total = count if total is None else pc.add(total, count)
    return total


def _header(file: SourceFile, layout: FileLayout) -> Header:
    with file.open() as inner, ByteStream(inner, file.location, has_text=False) as stream:
        head = stream.read(_HEADER_BYTES).decode("utf-8-sig", errors="ignore")
    lines = head.split("\n")
    at = next((i for i, line in enumerate(lines) if line.strip(" \r,;\t")), None)
    if at is None:
        raise DeliveryError(
            f"{file.location}: is empty; expected a line with {', '.join(layout.columns)}"
        )
    expected = {name.lower(): name for name in layout.columns}
    best = max(
        (_names(lines[at], delimiter, expected) for delimiter in _DELIMITERS),
        key=lambda names: sum(name in layout.columns for name in names[1]),
    )
    delimiter, names = best
    missing = [name for name in layout.columns if name not in names]
    if missing or len(set(names)) < len(names):
        problem = f"lacks {', '.join(missing)}" if missing else "names a column twice"
        found = lines[at].replace(CARRIAGE_RETURN, "\r").strip()[:200]
        raise DeliveryError(
            f"{file.location}, line {at + 1}: the header {problem}; "
            f"found {found!r}, expected {','.join(layout.columns)}"
        )
    return Header(delimiter, names, at + 1)


def _names(line: str, delimiter: str, expected: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    cells = next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    names = [expected.get(cell.strip().lower(), f"extra_{i}") for i, cell in enumerate(cells)]
    return delimiter, tuple(names)
