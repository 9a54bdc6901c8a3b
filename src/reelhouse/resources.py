"""SQL that stands in files of its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sql(folder: str, name: str) -> str:
    """The text of `name`.sql in a folder of the package, such as `clean/sql`."""
    return files("reelhouse").joinpath(folder, f"{name}.sql").read_text(encoding="utf-8")
