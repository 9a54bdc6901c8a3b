"""Measures Reelhouse at the size of the real delivery, against DuckDB importing the same files.

`make bench` runs this; it prints the table that stands in bench/README.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.deliveries import FIRST, first_month
from bench.literals import megabytes_per_second
from bench.process import REELHOUSE, Run, row, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main() -> None:
    """Write the delivery where it is missing, measure in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the delivery and the results are put")
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    delivery = first_month(given.folder, given.scale)
    loads = [_pair(delivery, given.folder) for _ in range(given.runs)]
    print(f"{os.cpu_count()} cores, scale {given.scale}, median of {given.runs} runs in turns\n")
    for line in _table(loads, delivery, given.folder, given.runs):
        print(line)


def _pair(delivery: Path, folder: Path) -> tuple[Run, Run]:
    yardstick = folder / "text.duckdb"
    a = run([sys.executable, "-m", "bench.import_as_text", str(delivery), str(yardstick)])
    yardstick.unlink()
    shutil.rmtree(folder / "house", ignore_errors=True)
    b = run([REELHOUSE, "ingest", str(delivery), "--drop", FIRST, *_house(folder)])
    return a, b


def _house(folder: Path) -> list[str]:
    house = folder / "house"
    return ["--lake", str(house / "lake"), "--warehouse", str(house / "warehouse.duckdb")]


def _table(
    loads: Sequence[tuple[Run, Run]], delivery: Path, folder: Path, runs: int
) -> Iterator[str]:
    a, b = zip(*loads, strict=True)
    ratio = statistics.median(y.wall / x.wall for x, y in loads)
    yield "| what | wall | processor | peak memory |"
    yield "| --- | --- | --- | --- |"
    yield row("(a) DuckDB imports the CSV files, all text", a)
    yield row("(b) `reelhouse ingest`", b)
    yield f"| b / a, pair by pair | {ratio:.2f} | | |"
    for command in (["--help"], ["report", "genre-revenue", *_house(folder)]):
        measured = [run([REELHOUSE, *command]) for _ in range(max(runs, 5))]
        yield row(f"`reelhouse {' '.join(command[:2])}`", measured)
    yield f"\nPython literals of credits: {megabytes_per_second(delivery):.0f} MB/s"


if __name__ == "__main__":
    main()
