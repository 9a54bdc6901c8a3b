"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def close_to(text: str, names: Iterable[str], *, at_most: int = 3) -> list[str]:
    """The names most like `text`, case ignored: those that contain it, then those spelt alike."""
    wanted = text.strip().casefold()
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(name.casefold(), name)
    found = sorted((name for name in folded if wanted and wanted in name), key=len)[:at_most]
    if len(found) < at_most:
        alike = difflib.get_close_matches(wanted, folded, n=at_most)
        found += [name for name in alike if name not in found]
    return [folded[name] for name in found[:at_most]]


def did_you_mean(text: str, names: Iterable[str]) -> str:
    """A sentence to stand behind a message, ` Did you mean a, b or c?`; empty without a match."""
    *others, last = close_to(text, names) or [""]
    meant = f"{', '.join(others)} or {last}" if others else last
    return f" Did you mean {meant}?" if meant else ""
