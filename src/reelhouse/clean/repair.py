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

from reelhouse.clean.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reelhouse.clean.numbering import Piece
    from reelhouse.clean.record import Record, RecordForm

_LONGEST_RECORD = 64
"""Lines that one record may hold or be broken into."""
_LARGE_REGION = 400
_SHORT_RECORD = 4
"""The same in a large region, so that the cost stays linear."""
_NEIGHBOURHOOD = 24
"""Lines before and after a region that may belong to a record of which it holds one part."""

_ODD = 100
"""A row that was read, but in which a value has not the shape of its column."""
_LEFT_OVER = 1_000_000


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


@dataclass(frozen=True)
class _Unit:
    """Lines, both ends included, that the reader took for one record, whole or not."""

    first: int
    last: int
    is_row: bool
    is_aside: bool


@dataclass(frozen=True)
class _Part:
    """Places in a region from `start` to before `stop`: a record, or blank, or left over."""

    start: int
    stop: int
    cost: int
    record: Record | None = None
    is_blank: bool = False


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
        for part, is_certain in _best_parts(texts, [unit_of[n] for n in numbers], form):
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
) -> Iterator[list[_Unit]]:
    """Pieces that follow each other, or with one row between them, and the rows around them."""
    found = (_Unit(p.first_line, p.last_line, p.is_row, is_aside=True) for p in pieces)
    aside = {unit.first: unit for unit in found}
    ends = {unit.last for unit in aside.values()}
    first_of = {last: first for first, last in tall.items()}
    units = dict(aside)
    for unit in aside.values():
        before, after = unit.first - 1, unit.last + 1
        if before in lines and before not in ends:
            first = first_of.get(before, before)
            units[first] = _Unit(first, before, is_row=True, is_aside=False)
        if after in lines and after not in aside:
            units[after] = _Unit(after, tall.get(after, after), is_row=True, is_aside=False)
    region: list[_Unit] = []
    for _, unit in sorted(units.items()):
        is_next = bool(region) and unit.first == region[-1].last + 1
        if region and not (is_next and (unit.is_aside or region[-1].is_aside)):
            yield region
            region = []
        region.append(unit)
    if region:
        yield region


def _best_parts(
    texts: Sequence[str], units: Sequence[_Unit], form: RecordForm
) -> Iterator[tuple[_Part, bool]]:
    """The cheapest division, and of each part whether all equally cheap divisions have it."""
    longest = _LONGEST_RECORD if len(texts) <= _LARGE_REGION else _SHORT_RECORD
    parts = [list(_candidates(start, longest, texts, units, form)) for start in range(len(texts))]
    # Least cost, and the number of ways to it: from the beginning, and to the end.
    before = [(0, 1), *((1 << 62, 0) for _ in texts)]
    for part in (part for each in parts for part in each):
        cost, ways = before[part.start]
        before[part.stop] = _cheaper(before[part.stop], (cost + part.cost, ways))
    after = [*((1 << 62, 0) for _ in texts), (0, 1)]
    for each in reversed(parts):
        for part in each:
            cost, ways = after[part.stop]
            after[part.start] = _cheaper(after[part.start], (cost + part.cost, ways))
    cost, ways = after[0]
    at = 0
    while at < len(texts):
        through = ((p, before[at], after[p.stop]) for p in parts[at])
        part, ahead, behind = next(
            each for each in through if each[1][0] + each[0].cost + each[2][0] == cost
        )
        yield part, ahead[1] * behind[1] == ways
        at = part.stop


def _cheaper(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return (a[0], a[1] + b[1]) if a[0] == b[0] else min(a, b)


def _candidates(
    start: int,
    longest: int,
    texts: Sequence[str],
    units: Sequence[_Unit],
    form: RecordForm,
) -> Iterator[_Part]:
    """What can begin at the place `start` of the region."""
    if form.is_whole_blank(texts[start]):
        yield _Part(start, start + 1, 0, is_blank=True)
        return
    unit, is_blank = units[start], form.is_blank(texts[start])
    yield _Part(start, start + 1, _ODD if is_blank else _LEFT_OVER, is_blank=is_blank)
    for stop in range(start + 1, min(start + longest, len(texts)) + 1):
        taken = texts[start:stop]
        is_unit = unit.first + stop - start - 1 == unit.last and units[stop - 1] is unit
        is_row = is_unit and unit.is_row and (start == 0 or units[start - 1] is not unit)
        record = form.read(taken)
        if record is None and is_row:
            record = form.as_delivered(taken)
            if record is not None or not unit.is_aside:
                yield _Part(start, stop, _ODD, record)
        elif record is not None and not (record.joined and form.is_whole_blank(taken[-1])):
            cost = _LEFT_OVER + _ODD if record.joined and record.doubtful else 0
            yield _Part(start, stop, cost, record)


def _rejected(
    left_over: Sequence[int],
    unit_of: Mapping[int, _Unit],
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
