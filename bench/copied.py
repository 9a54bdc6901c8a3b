"""The yardstick on PostgreSQL: `psql` copies the CSV files of a delivery into tables, all text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_QUOTED = re.compile(rb'"[^"]*"')
_TIME = re.compile(rb"^Time: ([0-9.]+) ms", re.MULTILINE)


def keep_accepted(source: Path, target: Path) -> int:
    """Write of a CSV file what COPY accepts; gives how many records it would refuse.

    COPY ends at the first record that has not as many fields as its table, blank lines included,
    and no option lets it pass.
    """
    refused = 0
    with source.open("rb") as lines, target.open("wb") as out:
        header = lines.readline()
        out.write(header)
        record = b""
        for line in lines:
            record += line
            if record.count(b'"') % 2:
                continue
            if _QUOTED.sub(b"", record).count(b",") == header.count(b","):
                out.write(record)
            else:
                refused += 1
            record = b""
    return refused + bool(record)


def script(files: list[Path]) -> str:
    """What psql has to do: make the tables, then fill them, saying how long each takes."""
    return "\n".join([*map(_table, files), r"\timing on", *map(_copy, files), ""])


def seconds(output: bytes) -> Iterator[float]:
    """How long each file took, read from what psql said."""
    return (float(each) / 1000 for each in _TIME.findall(output))


def _table(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        columns = [f'"{name}" text' for name in lines.readline().strip().split(",")]
    return f"create table {file.stem} ({', '.join(columns)});"


def _copy(file: Path) -> str:
    return rf"\copy {file.stem} from '{file}' with (format csv, header)"
