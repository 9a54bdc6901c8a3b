"""SQL that stands in files of its own: what its header says, and what is put into it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEADER_LINE = re.compile(r"-- (\w+): (.+)")


def sql(folder: str, name: str, **parts: str) -> str:
    """The text of `name`.sql in a folder of the package, such as `clean/sql`.

    `parts` are put in where the text has their names after a colon: pieces of SQL of our own.
    Values are no parts: they are bound when the statement runs.
    """
    return filled(_read(folder, name), parts)


def filled(text: str, parts: Mapping[str, str]) -> str:
    """A text of SQL with pieces of our own put in where it has their names after a colon."""
    for part, put_in in parts.items():
        text = text.replace(f":{part}", put_in)
    return text


def headed(text: str, what: str) -> tuple[dict[str, str], str]:
    """The entries of a file's header, by key, and the SQL behind it.

    A header is comment lines of the form `-- key: text`, up to an empty line. ValueError names
    `what` it is that has another line there.
    """
    head, _, statement = text.partition("\n\n")
    entries = {}
    for line in head.splitlines():
        entry = _HEADER_LINE.fullmatch(line)
        if entry is None:
            raise ValueError(f"{what}: expected a line `-- key: text`, found {line!r}")
        entries[entry[1]] = entry[2]
    return entries, statement.strip()


def uncommented(text: str) -> str:
    """The SQL behind the comment that a text begins with, which an empty line ends."""
    head, _, statement = text.partition("\n\n")
    return (statement if head.startswith("--") else text).strip()


def listed(entry: str) -> tuple[str, ...]:
    """The names that an entry of a header lists."""
    return tuple(entry.split(", ")) if entry else ()


@cache
def _read(folder: str, name: str) -> str:
    return files("reelhouse").joinpath(folder, f"{name}.sql").read_text(encoding="utf-8")


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    text = str(path).replace("'", "''")
    return f"'{text}'"
