"""Puts broken records together again, where it is certain how.

What the reader set aside is looked at line by line. The lines are divided so that as few as
possible are left over: into whole records, and into broken ones that become whole when they are
joined. Where two ways of joining are equally good, neither is certain, and none is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from reelhouse.clean.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reelhouse.clean.reader import Piece
    from reelhouse.clean.record import Record, RecordForm

_LONGEST_RECORD = 64
"""Lines that one record may hold or be broken into."""
_LARGE_REGION = 400
_SHORT_RECORD = 4
"""The same in a large region, so that the cost stays linear."""
_NEIGHBOURHOOD = 24
"""Lines before and after a region that may belong to a record of which it holds one part."""
_LEFT_OVER = 1_000_000
_JOIN = 1


@dataclass(frozen=True)
class Recovered:
    """A record that was among the lines set aside."""

    line: int
    record: Record
    raw: str


@dataclass(frozen=True)
class Rejected:
    """Lines that make no record."""

    line: int
    raw: str
    reason: Reason
    column: str | None = None


@dataclass
class Repair:
    """What became of the lines that were set aside.

    `retracted` are first lines of rows that the reader passed on and that turned out to be one
    part of a broken record: they are among the recovered ones instead.
    """

    recovered: list[Recovered] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    blank: int = 0
    retracted: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Part:
    """Lines, both ends included; a record, or blank, or left over."""

    first: int
    last: int
    record: Record | None = None
    blank: bool = False

    @property
    def cost(self) -> int:
        if self.record is not None:
            return _JOIN if self.record.joined else 0
        return 0 if self.blank else _LEFT_OVER


@dataclass(frozen=True)
class _Division:
    """Parts that cover a range of lines at the least cost, and in how many ways that goes."""

    cost: int
    ways: int
    parts: tuple[_Part, ...]


def lines_needed(pieces: Iterable[Piece], first_row: int) -> set[int]:
    """Numbers of the lines that `repair` wants to see."""
    return {
        line
        for piece in pieces
        for line in range(
            max(first_row, piece.first_line - _NEIGHBOURHOOD), piece.last_line + _NEIGHBOURHOOD + 1
        )
    }


def repair(pieces: Sequence[Piece], lines: Mapping[int, str], form: RecordForm) -> Repair:
    """Divide the lines of all pieces into records, blank lines and rejected ones.

    `lines` has the text of the lines in `lines_needed`.
    """
    result = Repair()
    piece_of = {n: p.first_line for p in pieces for n in range(p.first_line, p.last_line + 1)}
    for numbers in _regions(sorted(piece_of)):
        parts = _best_parts([n for n in numbers if n in lines], lines, form)
        for part in parts:
            if part.record is not None:
                raw = "\n".join(lines[n] for n in range(part.first, part.last + 1))
                result.recovered.append(Recovered(part.first, part.record, raw))
                result.retracted |= set(range(part.first, part.last + 1)) - piece_of.keys()
        result.blank += sum(part.blank for part in parts)
        left_over = [part.first for part in parts if part.cost >= _LEFT_OVER]
        result.rejected += _rejected(left_over, piece_of, lines, form)
    return result


def _regions(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Runs of adjacent lines."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _rejected(
    left_over: Sequence[int],
    piece_of: Mapping[int, int],
    lines: Mapping[int, str],
    form: RecordForm,
) -> Iterator[Rejected]:
    for _, group in groupby(left_over, lambda n: piece_of[n]):
        numbers = list(group)
        raw = "\n".join(lines[n] for n in numbers)
        if form.field_count(raw) == len(form.names):
            yield Rejected(numbers[0], raw, Reason.KEY_MISSING, form.bad_key(raw))
        else:
            yield Rejected(numbers[0], raw, Reason.WRONG_FIELD_COUNT)


def _best_parts(
    numbers: Sequence[int], lines: Mapping[int, str], form: RecordForm
) -> tuple[_Part, ...]:
    if not numbers:
        return ()
    inner = _divide(numbers, lines, form, join=True)
    if inner.ways > 1:
        inner = _divide(numbers, lines, form, join=False)
    if inner.cost < _LEFT_OVER:
        return inner.parts
    # A part may have ended where a record can end, and have been read as a row.
    before, after = _row_before(numbers[0], lines, form), _row_after(numbers[-1], lines, form)
    outer = _divide([*before, *numbers, *after], lines, form, join=True)
    if outer.ways == 1 and outer.cost < inner.cost:
        around = {*before, *after}
        return tuple(p for p in outer.parts if not (p.first in around and p.last in around))
    return inner.parts


def _divide(
    numbers: Sequence[int], lines: Mapping[int, str], form: RecordForm, *, join: bool
) -> _Division:
    """The cheapest division, found from the last line backwards."""
    longest = _LONGEST_RECORD if len(numbers) <= _LARGE_REGION else _SHORT_RECORD
    best = {len(numbers): _Division(0, 1, ())}
    heads: dict[int, _Part] = {}
    for start in range(len(numbers) - 1, -1, -1):
        cost, ways = 1 << 62, 0
        for part, stop in _candidates(start, longest, numbers, lines, form, join=join):
            rest = best[stop]
            total = part.cost + rest.cost
            if total < cost:
                cost, ways, heads[start] = total, rest.ways, part
            elif total == cost:
                ways += rest.ways
        best[start] = _Division(cost, ways, ())
    parts: list[_Part] = []
    at = 0
    while at < len(numbers):
        parts.append(heads[at])
        at += heads[at].last - heads[at].first + 1
    return _Division(best[0].cost, best[0].ways, tuple(parts))


def _candidates(
    start: int,
    longest: int,
    numbers: Sequence[int],
    lines: Mapping[int, str],
    form: RecordForm,
    *,
    join: bool,
) -> Iterator[tuple[_Part, int]]:
    """What can begin at the line number `start` of the region, and where the rest begins then."""
    first = numbers[start]
    if form.is_blank(lines[first]):
        yield _Part(first, first, blank=True), start + 1
        return
    yield _Part(first, first), start + 1
    texts: list[str] = []
    for stop in range(start, min(start + longest, len(numbers))):
        texts.append(lines[numbers[stop]])
        record = form.read(texts)
        if record is None or (record.joined and (not join or form.is_blank(texts[-1]))):
            continue
        yield _Part(first, numbers[stop], record), stop + 1


def _row_before(line: int, lines: Mapping[int, str], form: RecordForm) -> list[int]:
    for first in range(line - 1, line - 1 - _NEIGHBOURHOOD, -1):
        if first not in lines:
            break
        numbers = list(range(first, line))
        if form.is_row([lines[n] for n in numbers]):
            return numbers
    return []


def _row_after(line: int, lines: Mapping[int, str], form: RecordForm) -> list[int]:
    for last in range(line + 1, line + 1 + _NEIGHBOURHOOD):
        if last not in lines:
            break
        numbers = list(range(line + 1, last + 1))
        if form.is_row([lines[n] for n in numbers]):
            return numbers
    return []
