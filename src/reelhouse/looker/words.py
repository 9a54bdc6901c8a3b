"""What people read: labels from names, and numbers with their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.looker.lookml import Text
from reelhouse.reports.columns import US_DOLLARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.looker.lookml import Value

_SPELLED = {"id": "ID", "imdb": "IMDb", "tmdb": "TMDB", "movielens": "MovieLens"}

NUMBER_OF_ITS_OWN = ("value_format_name", "id")
"""How a number is shown that counts nothing, such as an id or a year: without separators."""


def label(name: str, unit: str = "") -> Text:
    """A name as a label, such as `Company ID`, with the unit where the name does not say it."""
    words = " ".join(_SPELLED.get(word, word) for word in name.split("_"))
    words = words[:1].upper() + words[1:]
    return Text(words if not unit or unit in words.lower() else f"{words} ({unit})")


def described(description: str) -> Iterator[tuple[str, Value]]:
    """The description of a field, where it has one."""
    if description:
        yield "description", Text(description)


def sentences(*parts: str) -> str:
    """Several things told of a field, one after the other."""
    return ". ".join(part.rstrip(".") for part in parts if part)


def amount_format(unit: str, decimals: int) -> tuple[str, Value]:
    """How an amount is shown: dollars with their sign, all of its decimals."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return "value_format", Text(f"${digits}" if unit == US_DOLLARS else digits)
