"""Puts broken records together again, where it is certain how.

What the reader set aside is looked at line by line, with the rows before and after it: a part of a
broken record can have been read as a row. The lines are divided so that as few as possible are
left over: into whole records, and into broken ones that become whole when they are joined. What
two equally good divisions see differently is not certain, and none of it is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from reelhouse.clean.division import Unit, best_parts
from reelhouse.clean.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reelhouse.clean.numbering import Piece
    from reelhouse.clean.record import Record, RecordForm

_NEIGHBOURHOOD = 24
"""Lines before and after a region that may belong to a record of which it holds one part."""


@dataclass(frozen=True)
class Recovered:
    """A record that was among the lines set aside."""

    line: int
    record: Record
    raw: str


@dataclass(frozen=True)
class Rejected:
    """Lines that make no record, or of which it is not certain what records they make."""

    line: int
    raw: str
    reason: Reason
    column: str | None = None


@dataclass
class Repair:
    """What became of the lines that were set aside.

    `retracted` are first lines of rows that the reader passed on and that may be one part of a
    broken record: they have to be set aside as well.
    """

    recovered: list[Recovered] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    blank: int = 0
    retracted: set[int] = field(default_factory=set)


def lines_needed(pieces: Iterable[Piece], first_row: int) -> set[int]:
    """Numbers of the lines that `repair` wants to see."""
    return {
        line
        for piece in pieces
        for line in range(
            max(first_row, piece.first_line - _NEIGHBOURHOOD), piece.last_line + _NEIGHBOURHOOD + 1
        )
    }


def repair(
    pieces: Sequence[Piece],
    lines: Mapping[int, str],
    form: RecordForm,
    tall: Mapping[int, int] | None = None,
) -> Repair:
    """Divide the lines of all pieces into records, blank lines and rejected ones.

    `lines` has the text of the lines in `lines_needed`; `tall` the last line of each row that
    begins on a line and ends on another one.
    """
    result = Repair()
    for units in _regions(pieces, lines, tall or {}):
        unit_of = {n: unit for unit in units for n in range(unit.first, unit.last + 1)}
        numbers = sorted(n for n in unit_of if n in lines)
        texts = [lines[n] for n in numbers]
        left_over: list[int] = []
        for part, is_certain in best_parts(texts, [unit_of[n] for n in numbers], form):
            taken = numbers[part.start : part.stop]
            rows = {unit_of[n].first for n in taken if not unit_of[n].is_aside}
            unit = unit_of[taken[0]]
            if (
                is_certain
                and not unit.is_aside
                and (unit.first, unit.last) == (taken[0], taken[-1])
            ):
                continue  # the row as it was read
            result.retracted |= rows
            if is_certain and part.record is not None:
                raw = "\n".join(texts[part.start : part.stop])
                result.recovered.append(Recovered(taken[0], part.record, raw))
            elif part.is_blank:
                result.blank += 1
            else:
                left_over += taken
        result.rejected += _rejected(left_over, unit_of, lines, form)
    return result


def _regions(
    pieces: Sequence[Piece], lines: Mapping[int, str], tall: Mapping[int, int]
) -> Iterator[list[Unit]]:
    """Pieces that follow each other, or with one row between them, and the rows around them."""
    found = (Unit(p.first_line, p.last_line, p.is_row, is_aside=True) for p in pieces)
    aside = {unit.first: unit for unit in found}
    ends = {unit.last for unit in aside.values()}
    first_of = {last: first for first, last in tall.items()}
    units = dict(aside)
    for unit in aside.values():
        before, after = unit.first - 1, unit.last + 1
        if before in lines and before not in ends:
            first = first_of.get(before, before)
            units[first] = Unit(first, before, is_row=True, is_aside=False)
        if after in lines and after not in aside:
            units[after] = Unit(after, tall.get(after, after), is_row=True, is_aside=False)
    region: list[Unit] = []
    for _, unit in sorted(units.items()):
        is_next = bool(region) and unit.first == region[-1].last + 1
        if region and not (is_next and (unit.is_aside or region[-1].is_aside)):
            yield region
            region = []
        region.append(unit)
    if region:
        yield region


def _rejected(
    left_over: Sequence[int],
    unit_of: Mapping[int, Unit],
    lines: Mapping[int, str],
    form: RecordForm,
) -> Iterator[Rejected]:
    for _, group in groupby((n for n in left_over if unit_of[n].is_aside), unit_of.__getitem__):
        numbers = list(group)
        raw = "\n".join(lines[n] for n in numbers)
        if form.field_count(raw) != len(form.names):
            yield Rejected(numbers[0], raw, Reason.WRONG_FIELD_COUNT)
        elif column := form.bad_key(raw):
            yield Rejected(numbers[0], raw, Reason.KEY_MISSING, column)
        else:
            yield Rejected(numbers[0], raw, Reason.RECORD_BROKEN)
