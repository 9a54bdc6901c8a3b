"""Measures what ten times the data costs: a first load, a small delta on top of it, a report.

The delta has the same size whatever it comes on top of: it is what an hour brings. Prints the table
that stands in bench/README.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bench.deliveries import FIRST, SECOND, first_month
from bench.process import REELHOUSE, row, run

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR = "0.002"


def main() -> None:
    """Write the deliveries where they are missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where deliveries and results are put")
    parser.add_argument("--scales", nargs="+", default=["0.05", "0.5"])
    parser.add_argument("--hour", default=HOUR, help="scale of the delta")
    given = parser.parse_args()
    hour = first_month(given.folder, given.hour)
    print(f"{os.cpu_count()} cores, one run; the delta is of scale {given.hour}\n")
    print("| what | wall | processor | peak memory |\n| --- | --- | --- | --- |")
    for scale in given.scales:
        for line in _measured(given.folder, scale, hour):
            print(line, flush=True)


def _measured(folder: Path, scale: str, hour: Path) -> Iterator[str]:
    delivery = first_month(folder, scale)
    home = folder / f"scaling-{scale}"
    shutil.rmtree(home, ignore_errors=True)
    lake, warehouse = home / "lake", home / "warehouse.duckdb"
    house = ["--lake", str(lake), "--warehouse", str(warehouse)]
    first = run([REELHOUSE, "ingest", str(delivery), "--drop", FIRST, *house])
    yield row(f"scale {scale}: first load of {_megabytes(delivery)}", [first])
    kept = f"a lake of {_megabytes(lake)}, a warehouse of {_megabytes(warehouse)}"
    delta = ["--drop", SECOND, "--mode", "delta"]
    yield row(f"scale {scale}: the delta", [run([REELHOUSE, "ingest", str(hour), *delta, *house])])
    report = [REELHOUSE, "report", "genre-revenue", *house]
    yield row(f"scale {scale}: a report, over {kept}", [run(report) for _ in range(5)])
    shutil.rmtree(home)


def _megabytes(path: Path) -> str:
    files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
    return f"{sum(each.stat().st_size for each in files) / 1e6:,.0f} MB"


if __name__ == "__main__":
    main()
