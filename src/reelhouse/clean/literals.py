"""Python literals, the exact and slow way, and what is left of damaged ones.

The reference for what a value means is `ast.literal_eval`. A value that it does not read is
damaged: its complete items are kept, and nothing is guessed about the others.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.clean.nested import NestedColumn, ValueType

Item = dict[str, int | str | None]

_INTEGER_LIMIT = 1 << 31
_ITEM = re.compile(
    r"\{(?:[^{}'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\}",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:[\\'\"]|x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<tab>t))"
)
_LINE_BREAKS_AND_NUL = frozenset(map(ord, "\n\r\0"))
_DIGITS = re.compile(r"-?\d{1,10}")
_BREAKS = re.compile(r"[\r\n]+")
_CONTINUED = re.compile(r"\\[\r\n]")
"""Python reads a line that goes on; repr does not write any."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which no text in a database can hold."""


@dataclass(frozen=True)
class Literal:
    """Items of a value; `whole` if it was read to the last character and nothing left out."""

    items: tuple[Item, ...]
    whole: bool


def plainer(text: str) -> str:
    """The same literal, with characters in place of their escapes where that changes nothing.

    Python writes what does not print as \\xa0, \\u200b, \\t and the like, and means the same by
    the character itself. Escapes of line breaks, NUL and halves of surrogate pairs stay as they
    are, and those of ASCII that prints, which Python does not write: outside of a string they
    would become part of the literal.
    """
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    digits = match["x"] or match["u"] or match["U"]
    code = int(digits, 16) if digits else ord("\t") if match["tab"] else 0
    plain = 0x20 <= code < 0x7F or code in _LINE_BREAKS_AND_NUL
    surrogate = 0xD800 <= code <= 0xDFFF or code > sys.maxunicode
    return match.group() if plain or surrogate else chr(code)


def parse(text: str, column: NestedColumn) -> Literal:
    """Read a nested value: a list of dicts, or one dict in a `single` column.

    Items come with the column's keys; a missing one is None, others are left out. An item that
    is no dict, lacks a required value, or has one of another type makes the value not whole.
    """
    found, is_mended = _evaluated_or_mended(text)
    if column.single and isinstance(found, dict):
        found = [found]
    if not isinstance(found, list):
        salvaged = tuple(item for each in _salvaged(text) if (item := _item(each, column)))
        return Literal(salvaged[:1] if column.single else salvaged, whole=False)
    items = [_item(each, column) for each in found]
    return Literal(tuple(item for item in items if item), whole=all(items) and not is_mended)


def evaluate(text: str) -> object:
    """What `ast.literal_eval` makes of a text; Ellipsis where it is no literal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an unknown escape such as \d is kept as it is
            return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ...


def _evaluated_or_mended(text: str) -> tuple[object, bool]:
    """The value of a text, and whether line breaks were put into it on the way.

    One inside a string cannot come from Python's repr. It is taken out if that makes the text a
    literal.
    """
    value = evaluate(text)
    if value is ... and _BREAKS.search(text):
        value = evaluate(_BREAKS.sub("", text))
        return value, value is not ...
    return value, _CONTINUED.search(text) is not None


def _salvaged(text: str) -> Iterator[object]:
    for match in _ITEM.finditer(text):
        item, _ = _evaluated_or_mended(match.group())
        if item is not ...:
            yield item


def _item(found: object, column: NestedColumn) -> Item | None:
    if not isinstance(found, dict):
        return None
    item: Item = {}
    for key, kind in column.keys:
        value = found.get(key)
        fitting = _fitting(value, kind)
        if fitting is None and value is not None:
            return None
        item[key] = fitting
    if any(item[key] in (None, "") for key in column.required):
        return None
    return item


def _fitting(value: object, kind: ValueType) -> int | str | None:
    """The value in the key's type; None where it is of another one."""
    if isinstance(value, str) and kind == "integer" and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if kind == "text":
        return None if isinstance(value, str) and _SURROGATES.search(value) else str(value)
    return value if isinstance(value, int) and abs(value) < _INTEGER_LIMIT else None
