"""Lines divided into records, as few as possible left over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reelhouse.clean.record import Record, RecordForm

_LONGEST_RECORD = 64
"""Lines that one record may hold or be broken into."""
_LARGE_REGION = 400
_SHORT_RECORD = 4
"""The same in a large region, so that the cost stays linear."""
_ODD = 100
"""A row that was read, but in which a value has not the shape of its column."""
_LEFT_OVER = 1_000_000


@dataclass(frozen=True)
class Unit:
    """Lines, both ends included, that the reader took for one record, whole or not."""

    first: int
    last: int
    is_row: bool
    is_aside: bool


@dataclass(frozen=True)
class Part:
    """Places in a region from `start` to before `stop`: a record, or blank, or left over."""

    start: int
    stop: int
    cost: int
    record: Record | None = None
    is_blank: bool = False


def best_parts(
    texts: Sequence[str], units: Sequence[Unit], form: RecordForm
) -> Iterator[tuple[Part, bool]]:
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
    units: Sequence[Unit],
    form: RecordForm,
) -> Iterator[Part]:
    """What can begin at the place `start` of the region."""
    if form.is_whole_blank(texts[start]):
        yield Part(start, start + 1, 0, is_blank=True)
        return
    unit, is_blank = units[start], form.is_blank(texts[start])
    yield Part(start, start + 1, _ODD if is_blank else _LEFT_OVER, is_blank=is_blank)
    for stop in range(start + 1, min(start + longest, len(texts)) + 1):
        taken = texts[start:stop]
        is_unit = unit.first + stop - start - 1 == unit.last and units[stop - 1] is unit
        is_row = is_unit and unit.is_row and (start == 0 or units[start - 1] is not unit)
        record = form.read(taken)
        if record is None and is_row:
            record = form.as_delivered(taken)
            if record is not None or not unit.is_aside:
                yield Part(start, stop, _ODD, record)
        elif record is not None and not (record.joined and form.is_whole_blank(taken[-1])):
            cost = _LEFT_OVER + _ODD if record.joined and record.doubtful else 0
            yield Part(start, stop, cost, record)
