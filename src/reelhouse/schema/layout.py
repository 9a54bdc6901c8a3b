"""Where the tables stand on the diagram: areas in stacks, tables in columns.

Lengths are in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reelhouse.schema.model import Area, Schema, Table

HEADER = 28  # height of a table's name
ROW = 20  # height of a column's line
MARKS = 44  # room for PK and FK before a column's name
SHEET_MARGIN = 36
SHEET_HEADER = 64
PANEL_HEADER = 44
PANEL_FOOT = 26
PANEL_SIDE = 44  # between a panel's edge and its tables
PANEL_GAP = 20
BOX_GAP = 28  # between tables, one above the other
GUTTER = 64  # between tables, side by side

# Who stands where: stacks of areas from left to right, in each the areas from top to
# bottom, in each the columns of tables. Tables that refer to each other are neighbours,
# so that no line has to pass behind a table. None is an empty seat.
PLAN: tuple[Mapping[str, tuple[tuple[str | None, ...], ...]], ...] = (
    {
        "Films": (
            ("genre", "production_company", "country", "keyword", None),
            (
                "movie_genre",
                "movie_company",
                "movie_country",
                "movie_keyword",
                "movie_spoken_language",
            ),
            ("movie", "status", "collection", "language"),
        ),
    },
    {
        "People": (("cast_credit", "crew_credit"), ("company_member", "job", "department")),
        "MovieLens": (("movielens_user", "movie_link"), ("rating",)),
        "Ledger": (
            ("delivery", None, "publication"),
            ("file_account", "movie_history", "reject", "table_change"),
        ),
    },
)


@dataclass(frozen=True)
class Box:
    """A table on the sheet; `column` counts the columns of the sheet from the left."""

    table: Table
    area: Area
    column: int
    x: float
    y: float
    width: float

    @property
    def right(self) -> float:
        """The edge at the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The edge at the bottom."""
        return self.y + _height(self.table)

    def row(self, column: str) -> float:
        """The middle of that column's line."""
        names = [each.name for each in self.table.columns]
        return self.y + HEADER + ROW * (names.index(column) + 0.5)


@dataclass(frozen=True)
class Panel:
    """The ground that an area's tables stand on."""

    area: Area
    x: float
    y: float
    right: float
    bottom: float
    boxes: tuple[Box, ...]


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` in Helvetica and the fonts of the same measures, a little too large."""
    narrow = sum(text.count(letter) for letter in "fijlt,.()")
    wide = sum(text.count(letter) for letter in "mwMW")
    em = 0.57 * (len(text) - narrow - wide) + 0.29 * narrow + 0.84 * wide
    return em * size * (1.08 if bold else 1.0)


def place(schema: Schema) -> tuple[Panel, ...]:
    """The panels with their boxes, each table of the plan in its seat."""
    areas = {area.name: area for area in schema.areas}
    tables = {table.name: table for table in schema.tables}
    panels: list[Panel] = []
    x, first = float(SHEET_MARGIN), 0
    for stack in PLAN:
        widths = _column_widths(list(stack.values()), tables)
        steps = accumulate((width + GUTTER for width in widths), initial=x + PANEL_SIDE)
        lefts = list(steps)[: len(widths)]
        right = lefts[-1] + widths[-1] + PANEL_SIDE
        y = float(SHEET_MARGIN + SHEET_HEADER)
        for name, columns in stack.items():
            seats = [[tables[seat] if seat else None for seat in column] for column in columns]
            room = max(map(_natural_height, seats))
            boxes = tuple(
                Box(table, areas[name], first + index, lefts[index], top, widths[index])
                for index, column in enumerate(seats)
                for table, top in _spread(column, y + PANEL_HEADER, room)
            )
            bottom = y + PANEL_HEADER + room + PANEL_FOOT
            panels.append(Panel(areas[name], x, y, right, bottom, boxes))
            y = bottom + PANEL_GAP
        x = right + PANEL_GAP
        first += len(widths)
    return tuple(panels)


def _column_widths(
    areas: Sequence[tuple[tuple[str | None, ...], ...]], tables: Mapping[str, Table]
) -> list[float]:
    count = max(map(len, areas))
    return [
        max(
            _width(tables[seat])
            for columns in areas
            if index < len(columns)
            for seat in columns[index]
            if seat
        )
        for index in range(count)
    ]


def _width(table: Table) -> float:
    lines = (
        MARKS + text_width(column.name, 12, bold=True) + text_width(column.type, 11) + 44
        for column in table.columns
    )
    return round(max(text_width(table.name, 13, bold=True) + 32, *lines))


def _height(table: Table | None) -> float:
    return HEADER + ROW * (len(table.columns) if table else 2)


def _natural_height(column: Sequence[Table | None]) -> float:
    return sum(map(_height, column)) + BOX_GAP * (len(column) - 1)


def _spread(
    column: Sequence[Table | None], top: float, room: float
) -> Iterator[tuple[Table, float]]:
    """Each table with its top, the first and the last one at the ends of the room."""
    slack = room - sum(map(_height, column))
    gap = slack / (len(column) - 1) if len(column) > 1 else 0.0
    for table in column:
        if table:
            yield table, round(top)
        top += _height(table) + gap
