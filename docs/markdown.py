"""Pieces of Markdown of which generated pages are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar in a cell is escaped."""
    return "\n".join(_line(cells) for cells in [headers, ["---"] * len(headers), *rows])


def code(text: str) -> str:
    """Text as code."""
    return f"`{text}`"


def fenced(text: str, language: str = "sh") -> str:
    """A block of code, in a language that is not run."""
    return f"```{language}\n{text}\n```"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
