"""The files of a delivery, and the two months that are loaded, made where they are missing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.process import REELHOUSE, run

FIRST, SECOND = "2026-11", "2026-12"


def options(description: str | None) -> argparse.ArgumentParser:
    """What a bench that loads both months is told on the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path, help="where deliveries and results are put")
    parser.add_argument("--delivery", type=Path, help="the first month; else a sample")
    parser.add_argument("--scale", default="1.0", help="of the sample")
    parser.add_argument("--runs", type=int, default=3)
    return parser


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
