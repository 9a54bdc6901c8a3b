"""How pages write numbers and names."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reelhouse.output.text import count, printable, readable

if TYPE_CHECKING:
    from jinja2 import Environment

NOT_KNOWN = "–"

_LARGE = ((10**9, "bn"), (10**6, "m"), (10**3, "k"))
_LARGEST_CHANGE = 1000


def teach(environment: Environment) -> None:
    """Have templates know these words."""
    filters = (number, trimmed, dollars, rounded, share, change, label, printable)
    environment.filters.update({each.__name__: each for each in filters})
    environment.globals.update(count=count, NOT_KNOWN=NOT_KNOWN)


def number(value: object) -> str:
    """A number with its thousands separated; what is not known is a dash."""
    return NOT_KNOWN if value is None else readable(value)


def trimmed(value: Decimal | None) -> str:
    """A decimal without the zeros at its end."""
    return NOT_KNOWN if value is None else readable(Decimal(f"{value.normalize():f}"))


def dollars(value: int | Decimal | None) -> str:
    """An amount in full: `-$1,234`."""
    if value is None:
        return NOT_KNOWN
    return f"{'−' if value < 0 else ''}${readable(abs(value))}"


def rounded(value: int | Decimal | None) -> str:
    """An amount for a headline, to three digits: `$2.79 bn`; the table beside it has it in full."""
    if value is None:
        return NOT_KNOWN
    sign, size = ("−" if value < 0 else ""), abs(Decimal(value))
    for unit, word in _LARGE:
        if size >= unit:
            part = size / unit
            digits = max(0, 2 - part.adjusted())
            return f"{sign}${part:.{digits}f} {word}"
    return f"{sign}${size:f}"


def share(value: Decimal | None) -> str:
    """Percent, to one place."""
    return NOT_KNOWN if value is None else f"{_to_tenths(value):f} %"


def change(value: int | Decimal | None, before: int | Decimal | None) -> str:
    """By how much a figure is more than the one before, in percent; a dash where that says nothing.

    From a loss, and from nothing, there is no percentage to anything.
    """
    if value is None or before is None or before <= 0:
        return NOT_KNOWN
    percent = (Decimal(value) - Decimal(before)) * 100 / Decimal(before)
    if percent >= _LARGEST_CHANGE:
        return f"×{readable(int(Decimal(value) / Decimal(before)))}"
    return f"{_to_tenths(percent):+f} %".replace("-", "−")


def label(name: str) -> str:
    """The name of a column as words: `release_year` is `Release year`."""
    return name.replace("_", " ").capitalize()


def _to_tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
