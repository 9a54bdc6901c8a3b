"""SQL that stands in files of its own, and what is put into it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def sql(folder: str, name: str, **parts: str) -> str:
    """The text of `name`.sql in a folder of the package, such as `clean/sql`.

    `parts` are put in where the text has their names after a colon: pieces of SQL of our own.
    Values are no parts: they are bound when the statement runs.
    """
    text = _read(folder, name)
    for part, put_in in parts.items():
        text = text.replace(f":{part}", put_in)
    return text


@cache
def _read(folder: str, name: str) -> str:
    return files("reelhouse").joinpath(folder, f"{name}.sql").read_text(encoding="utf-8")


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    text = str(path).replace("'", "''")
    return f"'{text}'"
