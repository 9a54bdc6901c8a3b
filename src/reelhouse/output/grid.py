"""Text in columns: numbers to the right, as wide as it must be and no wider than the terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reelhouse.output.text import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GAP = "  "
COMFORTABLE = 14
LEAST = 6


@dataclass(frozen=True)
class Column:
    """One column: `width` is in terminal cells, `flexible` text may be shortened to fit.

    An `expendable` column is left out where there is no room.
    """

    header: str
    width: int = 0
    right: bool = False
    flexible: bool = False
    expendable: bool = False

    def header_lines(self) -> list[str]:
        """The header, folded at underscores and blanks where the column is narrower."""
        if self.width >= len(self.header):
            return [self.header]
        lines = [""]
        for word in _words(self.header):
            if lines[-1] and len(lines[-1] + word) > self.width:
                lines.append("")
            lines[-1] += word
        return [line.strip() for line in lines]


def measured(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> list[Column]:
    """The columns, each as wide as its widest cell and its header."""
    widths = [0] * len(columns)
    for row in rows:
        for number, cell in enumerate(row):
            widths[number] = max(widths[number], cells(cell))
    return [
        replace(column, width=max(width, len(column.header)))
        for column, width in zip(columns, widths, strict=True)
    ]


def fitted(columns: Sequence[Column], contents: Sequence[int], available: int) -> list[Column]:
    """The columns made to fit into `available` cells where that is possible.

    `contents` are the widths of the cells without the headers. In this order: headers are
    folded, text is shortened, expendable columns are set to width 0, text is shortened more.
    """
    if total(columns) <= available:
        return list(columns)
    folded = [
        replace(column, width=max(content, _longest_word(column.header)))
        for column, content in zip(columns, contents, strict=True)
    ]
    shrunk = _shrunk(folded, available, COMFORTABLE)
    if total(shrunk) <= available:
        return shrunk
    kept = [replace(c, width=0) if c.expendable else c for c in folded]
    return _shrunk(kept, available, LEAST)


def total(columns: Iterable[Column]) -> int:
    """Cells that a line takes."""
    widths = [column.width for column in columns if column.width]
    return sum(widths) + len(GAP) * (len(widths) - 1)


def lines(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines below the header."""
    shown = [(number, column) for number, column in enumerate(columns) if column.width]
    for row in rows:
        yield GAP.join(_padded(row[number], column) for number, column in shown).rstrip()


def header(columns: Sequence[Column]) -> list[str]:
    """The lines of the header, the rule below it included."""
    shown = [column for column in columns if column.width]
    stacks = [column.header_lines() for column in shown]
    height = max(map(len, stacks))
    stacks = [[""] * (height - len(stack)) + stack for stack in stacks]
    titles = [
        GAP.join(_padded(stack[level], column) for stack, column in zip(stacks, shown, strict=True))
        for level in range(height)
    ]
    return [*(title.rstrip() for title in titles), GAP.join("─" * c.width for c in shown)]


def cells(text: str) -> int:
    """Terminal cells that a text takes: wide characters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _padded(text: str, column: Column) -> str:
    room = column.width - cells(text)
    if room < 0:
        text, room = _cut(text, column.width), 0
    return " " * room + text if column.right else text + " " * room


def _cut(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1) + ELLIPSIS


def _shrunk(columns: list[Column], available: int, least: int) -> list[Column]:
    excess = total(columns) - available
    widths = [column.width for column in columns]
    flexible = [number for number, column in enumerate(columns) if column.flexible]
    while excess > 0 and flexible:
        widest = max(flexible, key=lambda number: widths[number])
        if widths[widest] <= least:
            break
        widths[widest] -= 1
        excess -= 1
    return [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]


def _words(header: str) -> list[str]:
    return header.replace("_", "_\n").replace(" ", " \n").split("\n")


def _longest_word(header: str) -> int:
    return max(map(len, _words(header)))
