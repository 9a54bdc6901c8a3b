"""Labels of deliveries: what they may be, and which of two is the newer one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABEL = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_DIGITS = re.compile(r"([0-9]+)")


def require_label(label: str) -> None:
    """Raise UsageError for a label that could not be a folder's name."""
    if not _LABEL.fullmatch(label):
        raise UsageError(
            f"{label!r} cannot be a delivery's label: use letters, digits, '.', '_' and '-', "
            "such as 2026-11"
        )


def listed(labels: Iterable[str]) -> str:
    """Labels for an IN of SQL, which none at all makes true of nothing."""
    return ", ".join(f"'{label}'" for label in labels) or "null"


def age(label: str) -> tuple[list[str | int], str]:
    """What to sort labels by, the oldest delivery first.

    Numbers in a label count as numbers, so that 2026-9 comes before 2026-11, and 2026-11 before
    2026-11-05.
    """
    parts = _DIGITS.split(label)
    return [int(part) if at % 2 else part for at, part in enumerate(parts)], label
