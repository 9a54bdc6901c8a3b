"""The lines of the diagram: each foreign key by way of a lane between two columns of tables.

Keys that lead to the same place share a lane. The order of the lanes is the one in which
the fewest lines cross.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice, permutations
from typing import TYPE_CHECKING

from reelhouse.schema.layout import PANEL_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reelhouse.schema.layout import Box
    from reelhouse.schema.model import ForeignKey

BRACKET = 9  # depth of the bracket that holds the columns of one key together
_LOOP = 13  # from a table to the line that leads around to the next one
_MOST_TRIED = 120  # orders of lanes: every one for up to five lanes

Point = tuple[float, float]


@dataclass(frozen=True)
class Port:
    """Where a line meets a table: at its left or right edge, at one line or several."""

    box: Box
    columns: tuple[str, ...]
    side: int  # -1 is left, 1 is right

    @property
    def edge(self) -> float:
        """The edge of the table."""
        return self.box.x if self.side < 0 else self.box.right

    @property
    def rows(self) -> tuple[float, ...]:
        """The middle of each line."""
        return tuple(self.box.row(column) for column in self.columns)

    @property
    def x(self) -> float:
        """Where the line begins or ends."""
        return self.edge + self.side * (BRACKET if len(self.columns) > 1 else 0)

    @property
    def y(self) -> float:
        """Half-way between the first and the last line."""
        return (min(self.rows) + max(self.rows)) / 2


@dataclass(frozen=True)
class Wire:
    """A foreign key on the sheet: from `start`, up or down at `lane`, to `end`."""

    key: ForeignKey
    start: Port
    end: Port
    lane: float

    @property
    def points(self) -> tuple[Point, ...]:
        """The corners, the ends among them."""
        start, end = self.start, self.end
        return (start.x, start.y), (self.lane, start.y), (self.lane, end.y), (end.x, end.y)


@dataclass
class _Lane:
    """What turns in one lane: the heights at which lines come from the left and the right."""

    left: set[float] = field(default_factory=set)
    right: set[float] = field(default_factory=set)
    x: float = 0.0

    def spans(self, y: float) -> bool:
        heights = self.left | self.right
        return min(heights) - 4 < y < max(heights) + 4


def route(boxes: Sequence[Box], keys: Iterable[ForeignKey]) -> tuple[Wire, ...]:
    """A wire for each key, in the order of the keys."""
    by_name = {box.table.full_name: box for box in boxes}
    ends = [(key, *_ports(key, by_name[key.table], by_name[key.target])) for key in keys]
    gutters: defaultdict[int, dict[tuple[str, tuple[str, ...]], _Lane]] = defaultdict(dict)
    chosen: list[_Lane] = []
    for key, start, end in ends:
        gutter = _gutter(start)
        lane = gutters[gutter].setdefault((key.target, key.target_columns), _Lane())
        for port in (start, end):
            (lane.left if port.box.column <= gutter else lane.right).add(port.y)
        chosen.append(lane)
    for gutter, lanes in gutters.items():
        left, right = _edges(boxes, gutter)
        for neighbours in _clusters(lanes.values()):
            _set_places(neighbours, left, right)
    return tuple(
        Wire(key, start, end, lane.x) for (key, start, end), lane in zip(ends, chosen, strict=True)
    )


def _ports(key: ForeignKey, source: Box, target: Box) -> tuple[Port, Port]:
    # Tables in the same column are joined around the right.
    out = 1 if target.column >= source.column else -1
    into = -1 if target.column > source.column else 1
    return Port(source, key.columns, out), Port(target, key.target_columns, into)


def _gutter(start: Port) -> int:
    return start.box.column if start.side > 0 else start.box.column - 1


def _edges(boxes: Sequence[Box], gutter: int) -> tuple[float, float]:
    left = max(box.right for box in boxes if box.column == gutter)
    beyond = [box.x for box in boxes if box.column == gutter + 1]
    return left, min(beyond, default=left + PANEL_SIDE)


def _clusters(lanes: Iterable[_Lane]) -> list[list[_Lane]]:
    """Lanes in groups that stand clear of each other, one above the other."""
    clusters: list[list[_Lane]] = []
    for lane in sorted(lanes, key=lambda lane: min(lane.left | lane.right)):
        top = min(lane.left | lane.right)
        if clusters and any(other.spans(top) for other in clusters[-1]):
            clusters[-1].append(lane)
        else:
            clusters.append([lane])
    return clusters


def _set_places(lanes: Sequence[_Lane], left: float, right: float) -> None:
    """Loops from the left side back to it keep close to it, the rest share the gutter."""
    loops = [lane for lane in lanes if not lane.right]
    through = [lane for lane in lanes if lane.right]
    orders = [
        (first, rest)
        for first in islice(permutations(loops), _MOST_TRIED)
        for rest in islice(permutations(through), _MOST_TRIED)
    ]
    first, rest = min(orders, key=lambda order: _crossings(order[0] + order[1]))
    for place, lane in enumerate(first, start=1):
        lane.x = left + place * _LOOP
    for place, lane in enumerate(rest, start=1):
        lane.x = round(left + (right - left) * place / (len(rest) + 1))


def _crossings(order: Sequence[_Lane]) -> int:
    """How often a line on its way to or from its lane meets another lane, or runs on a line."""
    count = 0
    for place, lane in enumerate(order):
        for other in order[place + 1 :]:
            count += sum(other.spans(y) for y in lane.right)
            count += sum(lane.spans(y) for y in other.left)
            count += sum(abs(y - z) < 2 for y in lane.right for z in other.left)
    return count
