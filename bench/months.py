"""Measures what a month costs: the first, the next one, the same again, and twelve in a row.

`make bench` runs this after bench/measure.py; it prints a table for bench/README.md.
"""

from __future__ import annotations

import os
import shutil
import statistics
from typing import TYPE_CHECKING

from bench.deliveries import FIRST, SECOND, first_month, options, second_month
from bench.process import REELHOUSE, Run, row, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SMALL_SCALE = "0.1"


def main() -> None:
    """Make the deliveries where they are missing, measure, print."""
    parser = options(__doc__)
    parser.add_argument("--months", type=int, default=12, help="how many small ones, 0 for none")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    first = given.delivery or first_month(given.folder, given.scale)
    second = second_month(first, given.folder)
    loads = [_loads(first, second, given.folder) for _ in range(given.runs)]
    print(f"{os.cpu_count()} cores, median of {given.runs} runs in turns\n")
    for line in _table(loads):
        print(line)
    if given.months:
        print()
        for line in _row_of_months(given.folder, given.months):
            print(line)


def _loads(first: Path, second: Path, folder: Path) -> tuple[Run, Run, Run]:
    """First load, the next month, and that month again, into one new house."""
    house = folder / "monthly-house"
    shutil.rmtree(house, ignore_errors=True)
    steps = [(first, FIRST), (second, SECOND), (second, SECOND)]
    a, b, again = (_ingest(source, label, house) for source, label in steps)
    shutil.rmtree(house)
    return a, b, again


def _ingest(source: Path, label: str, house: Path) -> Run:
    places = ["--lake", str(house / "lake"), "--warehouse", str(house / "warehouse.duckdb")]
    return run([REELHOUSE, "ingest", str(source), "--drop", label, *places])


def _table(loads: Sequence[tuple[Run, Run, Run]]) -> Iterator[str]:
    first, second, again = zip(*loads, strict=True)
    ratio = statistics.median(b.wall / a.wall for a, b, _ in loads)
    yield "| what | wall | processor | peak memory |"
    yield "| --- | --- | --- | --- |"
    yield row("first load", first)
    yield row("the next month, 1% changed", second)
    yield f"| next month / first load, pair by pair | {ratio:.2f} | | |"
    yield row("the same month again", again)


def _row_of_months(folder: Path, months: int) -> Iterator[str]:
    deliveries = folder / f"months-{SMALL_SCALE}"
    if not deliveries.exists():
        wanted = ["--months", str(months), "--scale", SMALL_SCALE]
        run([REELHOUSE, "sample", str(deliveries), *wanted])
    house = folder / "house-of-months"
    shutil.rmtree(house, ignore_errors=True)
    labels = sorted(each.name for each in deliveries.iterdir() if each.is_dir())[:months]
    loads = [_ingest(deliveries / label, label, house) for label in labels]
    shutil.rmtree(house)
    yield f"| month at scale {SMALL_SCALE} | {' | '.join(labels)} |"
    yield "| --- " * (len(labels) + 1) + "|"
    yield f"| seconds | {' | '.join(f'{each.wall:.2f}' for each in loads)} |"
    if len(loads) > 2:
        half = (len(loads) - 1) // 2
        earlier, later = loads[1 : 1 + half], loads[-half:]
        ratio = statistics.mean(x.wall for x in later) / statistics.mean(x.wall for x in earlier)
        yield f"\nLater months / earlier ones, without the first: {ratio:.2f} (1 is linear)"


if __name__ == "__main__":
    main()
