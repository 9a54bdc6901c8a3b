"""The files of a delivery, and the two months that are loaded, made where they are missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bench.process import REELHOUSE, run

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "movies_metadata",
    "credits",
    "keywords",
    "links",
    "links_small",
    "ratings",
    "ratings_small",
)
FIRST, SECOND = "2026-11", "2026-12"


def first_month(folder: Path, scale: str) -> Path:
    """A sample delivery of this scale in the folder."""
    delivery = folder / f"delivery-{scale}"
    if not delivery.exists():
        folder.mkdir(parents=True, exist_ok=True)
        run([REELHOUSE, "sample", str(delivery), "--scale", scale])
    return delivery


def second_month(first: Path, folder: Path) -> Path:
    """The delivery of the month after it, in which one in a hundred films and ratings changed."""
    second = folder / f"second-of-{first.name}"
    if not (second / "changes.json").exists():
        run([sys.executable, "-m", "bench.second_month", str(first), str(second)])
    return second
