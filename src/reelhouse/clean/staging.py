"""Brings a file from CSV into the workbench, broken records mended on the way."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from reelhouse.clean.convert import converted
from reelhouse.clean.layout import layout
from reelhouse.clean.lines import line_at, read_lines
from reelhouse.clean.numbering import Piece
from reelhouse.clean.quarantine import Entry
from reelhouse.clean.reader import CsvReader
from reelhouse.clean.reasons import Action, Reason
from reelhouse.clean.record import RecordForm
from reelhouse.clean.repair import Repair, lines_needed, repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reelhouse.clean.header import Header
    from reelhouse.progress import Progress
    from reelhouse.source import SourceFile
    from reelhouse.workbench import Workbench

_NEIGHBOURHOOD = 24


@dataclass(frozen=True)
class Staged:
    """What reading a file came to; `rows` are in the workbench, the others are accounted for."""

    file: SourceFile
    rows: int
    blank: int
    rejected: int
    sha256: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    header: Header

    @property
    def read(self) -> int:
        """Rows that the file holds."""
        return self.rows + self.blank + self.rejected


def stage(
    bench: Workbench, file: SourceFile, progress: Progress, sink: Callable[[int], None]
) -> Staged:
    """Read a file and hand its rows to `sink`, as the relation `incoming`, in one or two parts.

    `sink` gets the number of the part. Part 0 is the file as it was read, and it starts afresh:
    it can come again, when rows turn out to be parts of broken records. Part 1 has records that
    were set aside and recovered.
    """
    aside: frozenset[int] = frozenset()
    while True:
        reader = _read(bench, file, progress, sink, aside)
        outcome = _repair(reader, file, progress)
        if outcome.retracted <= aside:
            break
        aside |= outcome.retracted
    entries = [*_entries(file.name, outcome), *_damages(file.name, reader)]
    if outcome.recovered:
        entries += _hand_over(bench, file.name, outcome, sink)
    spoiled_line = _first_spoiled_line(file, reader)
    return Staged(
        file,
        rows=reader.rows + len(outcome.recovered),
        blank=outcome.blank,
        rejected=len(outcome.rejected),
        sha256=reader.sha256,
        entries=(*entries, *_encoding_entries(file, reader, spoiled_line)),
        notes=tuple(_notes(file, reader, spoiled_line)),
        header=reader.header,
    )


def raw_records(staged: Staged, starts: Iterable[int]) -> dict[int, str]:
    """The text of the records that begin on these lines."""
    starts = list(starts)
    spec = layout(staged.file.name)
    form = RecordForm(spec, staged.header.delimiter, staged.header.names)
    wanted = [line + n for line in starts for n in range(_NEIGHBOURHOOD)]
    lines = read_lines(staged.file, wanted, has_text=spec.has_text)
    found: dict[int, str] = {}
    for start in starts:
        texts: list[str] = []
        for line in range(start, start + _NEIGHBOURHOOD):
            texts.append(lines.get(line, ""))
            if form.read(texts) is not None:
                break
        else:
            texts = texts[:1]
        found[start] = "\n".join(texts)
    return found


def _read(
    bench: Workbench,
    file: SourceFile,
    progress: Progress,
    sink: Callable[[int], None],
    aside: frozenset[int],
) -> CsvReader:
    reading = progress.start(file.name, "read", file.size)
    reader = CsvReader(file, layout(file.name), reading, aside)
    bench.connection.register("incoming", reader.batches())
    try:
        sink(0)
    except duckdb.Error:
        # DuckDB hands on what went wrong in its own words. The reader must not keep the error,
        # which leads back to it by way of Arrow, where no garbage collector looks.
        error, reader.error = reader.error, None
        if error is not None:
            raise error from None
        raise
    finally:
        bench.connection.unregister("incoming")
    reading.finish()
    return reader


def _repair(reader: CsvReader, file: SourceFile, progress: Progress) -> Repair:
    if not reader.pieces:
        return Repair(blank=len(reader.blanks))
    mending = progress.start(file.name, "repair", None)
    spec = layout(file.name)
    header = reader.header
    # A blank line matters here only where it may be what a record was broken by.
    between = _blanks_around(reader)
    pieces = [*reader.pieces, *(Piece(line, line) for line in between)]
    lines = read_lines(file, lines_needed(pieces, header.lines + 1), has_text=spec.has_text)
    form = RecordForm(spec, header.delimiter, header.names)
    outcome = repair(pieces, lines, form, reader.tall)
    outcome.blank += len(reader.blanks) - len(between)
    mending.finish()
    return outcome


def _blanks_around(reader: CsvReader) -> set[int]:
    found = set[int]()
    for piece in reader.pieces:
        for line, step in ((piece.first_line - 1, -1), (piece.last_line + 1, 1)):
            while line not in found and _is_in(reader.blanks, line):
                found.add(line)
                line += step
    return found


def _is_in(ascending: Sequence[int], number: int) -> bool:
    place = bisect_left(ascending, number)
    return place < len(ascending) and ascending[place] == number


def _hand_over(
    bench: Workbench, file: str, outcome: Repair, sink: Callable[[int], None]
) -> list[Entry]:
    spec = layout(file)
    records = sorted(outcome.recovered, key=lambda each: each.line)
    columns = zip(*(each.record.fields for each in records), strict=True)
    arrays = [pa.array(values, pa.string()) for values in columns]
    lines = pa.array([each.line for each in records], pa.int64())
    texts = pa.RecordBatch.from_arrays([*arrays, lines], names=[*spec.columns, "line"])
    rows, _, damaged = converted(texts, spec)
    bench.connection.register("incoming", pa.Table.from_batches([rows]))
    sink(1)
    bench.connection.unregister("incoming")
    return [_damage(file, *each) for each in damaged]


def _entries(file: str, outcome: Repair) -> list[Entry]:
    return [
        Entry(file, each.line, None, Reason.RECORD_BROKEN, Action.REPAIRED, each.raw)
        for each in outcome.recovered
        if each.record.joined
    ] + [
        Entry(file, each.line, each.column, each.reason, Action.REJECTED, each.raw)
        for each in outcome.rejected
    ]


def _damages(file: str, reader: CsvReader) -> list[Entry]:
    return [_damage(file, each.line, each.column, each.raw) for each in reader.damages]


def _damage(file: str, line: int, column: str, raw: str) -> Entry:
    return Entry(file, line, column, Reason.NOT_A_NUMBER, Action.NULLED, raw)


def _first_spoiled_line(file: SourceFile, reader: CsvReader) -> int | None:
    at = reader.stream.first_spoiled
    return None if at is None else line_at(file, at, has_text=layout(file.name).has_text)


def _encoding_entries(file: SourceFile, reader: CsvReader, line: int | None) -> list[Entry]:
    stream = reader.stream
    if line is None:
        return []
    lines = read_lines(file, [line], has_text=True)
    return [
        Entry(
            file.name,
            line,
            None,
            Reason.NOT_UTF8,
            Action.REPAIRED,
            lines.get(line),
            f"{stream.spoiled:,} bytes of the file, the first of them on this line",
        )
    ]


def _notes(file: SourceFile, reader: CsvReader, spoiled_line: int | None) -> list[str]:
    notes = []
    if spoiled_line is not None:
        notes.append(
            f"{file.name}: {reader.stream.spoiled:,} bytes are not UTF-8 and were read as "
            f"windows-1252, the first on line {spoiled_line}"
        )
    if reader.header.delimiter != ",":
        notes.append(f"{file.name}: fields are separated by {reader.header.delimiter!r}")
    if extra := [name for name in reader.header.names if name.startswith("extra_")]:
        notes.append(f"{file.name}: {len(extra)} columns that no delivery should have, left out")
    return notes
