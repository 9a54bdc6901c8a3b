"""Liquid, as far as derived tables have it: `if`, `elsif`, `else`, conditions joined by `or`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TAG = re.compile(r"\{% (if|elsif|else|endif)(?: ([^%]+))? %\}")


def rendered(text: str, holds: Callable[[str], bool]) -> str:
    """The text with the first branch of each `if` that holds; `holds` tells a variable's value."""
    before, *tagged = _TAG.split(text)
    pieces = [before]
    # Of each `if` around a piece: whether this branch is taken, and whether one of it was.
    branches: list[tuple[bool, bool]] = []
    for tag, condition, piece in zip(tagged[::3], tagged[1::3], tagged[2::3], strict=True):
        is_true = any(map(holds, condition.split(" or "))) if condition else True
        if tag == "if":
            branches.append((is_true, is_true))
        else:
            _, was_taken = branches.pop()
            if tag != "endif":
                branches.append((is_true and not was_taken, is_true or was_taken))
        if all(is_taken for is_taken, _ in branches):
            pieces.append(piece)
    assert not branches, "an `if` has no `endif`"
    return "".join(pieces)
