"""The header of a file: what separates its fields, and what they are."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.clean.bytestream import CARRIAGE_RETURN, ByteStream
from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from reelhouse.clean.layout import FileLayout
    from reelhouse.source import SourceFile

_HEADER_BYTES = 1 << 16
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Header:
    """The delimiter, the columns as they stand, and the line after which the rows begin."""

    delimiter: str
    names: tuple[str, ...]
    lines: int


def read_header(file: SourceFile, layout: FileLayout) -> Header:
    """The header of a file; DeliveryError where it is not that of the layout."""
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
