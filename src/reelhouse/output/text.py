"""Values as text: exact for machines, easy on the eye for people."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

NOTHING = "-"
ELLIPSIS = "…"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def exact(value: object) -> str:
    """A value with nothing lost: NULL is empty, decimals keep their digits, dates are ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def readable(value: object, *, grouped: bool = True) -> str:
    """A value for the eye, on one line: thousands are separated, NULL is a dash.

    Times are shown without their zone, which is UTC, and in whole seconds.
    """
    if isinstance(value, str):
        return printable(value)
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return exact(value)
    if isinstance(value, int):
        return f"{value:,}" if grouped else str(value)
    if isinstance(value, Decimal):
        return f"{value:,f}" if grouped else f"{value:f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return printable(str(value))


def printable(text: str) -> str:
    """Text in which control characters are seen and do nothing."""
    if text.isprintable():
        return text
    return _CONTROL.sub(lambda match: _escaped(match.group()), text)


def shortened(text: str, length: int) -> str:
    """Text of at most `length` characters, which says when it was cut."""
    return text if len(text) <= length else text[: length - 1] + ELLIPSIS


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 row`, `3,412 rows`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def bytes_in_words(number: float) -> str:
    """A number of bytes: `512 B`, `34.4 MB`, `1.2 GB`."""
    for unit in ("B", "kB", "MB"):
        if number < 1000:
            return f"{number:.0f} B" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"


def _escaped(character: str) -> str:
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
