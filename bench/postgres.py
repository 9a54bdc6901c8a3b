"""Measures Reelhouse with its warehouse on PostgreSQL, against `psql` copying the same files.

`make bench` runs this after bench/months.py; it prints the tables for bench/README.md.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from bench.copied import keep_accepted, script, seconds
from bench.deliveries import FIRST, SECOND, first_month, options, second_month
from bench.process import REELHOUSE, Run, row, run
from tests.pgprograms import NoPostgresError
from tests.pgserver import OwnServer, started

from reelhouse.source.delivery import FILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Those of a small server on which data is safe.
SETTINGS = {
    "fsync": "on",
    "wal_level": "replica",
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}
TEXT, HOUSE = "text", "house"


@dataclass(frozen=True)
class Load:
    """A command measured, the processor time of the server meanwhile, and what was printed."""

    run: Run
    server: float
    output: bytes


def main() -> None:
    """Make the deliveries where they are missing, measure in turns, print."""
    parser = options(__doc__)
    parser.add_argument("--only", choices=["a", "b"], help="the copies, or the two months")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    first = given.delivery or first_month(given.folder, given.scale)
    try:
        with started(SETTINGS) as server:
            turns = _turns(server, first, given.folder, given.runs, given.only)
    except NoPostgresError as error:
        sys.exit(f"nothing is measured on PostgreSQL: {error}")
    print(f"{os.cpu_count()} cores, median of {given.runs} runs in turns\n")
    for line in _table(turns):
        print(line)


def _turns(
    server: OwnServer, first: Path, folder: Path, runs: int, only: str | None
) -> dict[str, list[Load]]:
    turns: dict[str, list[Load]] = {"a": [], "b": [], "c": []}
    copied = folder / f"accepted-of-{first.name}"
    if only != "b":
        _accepted(first, copied)
    second = None if only == "a" else second_month(first, folder)
    for _ in range(runs):
        if only != "b":
            turns["a"].append(_copies(server, copied))
        if second is not None:
            for turn, load in zip("bc", _months(server, (first, second), folder), strict=True):
                turns[turn].append(load)
    return turns


def _accepted(delivery: Path, copied: Path) -> None:
    copied.mkdir(exist_ok=True)
    files = [f"{name}.csv" for name in FILE_NAMES]
    refused = sum(keep_accepted(delivery / name, copied / name) for name in files)
    print(f"COPY refuses {refused} records of {delivery.name}; (a) is spared them")


def _copies(server: OwnServer, copied: Path) -> Load:
    """The files as text into a new database, all in one session."""
    text = copied / "copy.sql"
    text.write_text(script([copied / f"{name}.csv" for name in FILE_NAMES]), encoding="utf-8")
    url = server.create_database(TEXT)
    options = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(text)]
    load = _measured(server, [str(server.psql), url, *options])
    server.drop(TEXT)
    return load


def _months(server: OwnServer, deliveries: Sequence[Path], folder: Path) -> Iterator[Load]:
    """The first load into a new house, then the next month."""
    lake = folder / "postgres-lake"
    shutil.rmtree(lake, ignore_errors=True)
    places = ["--lake", str(lake), "--warehouse", server.create_database(HOUSE)]
    for label, delivery in zip((FIRST, SECOND), deliveries, strict=True):
        command = [REELHOUSE, "ingest", str(delivery), "--drop", label, *places]
        yield _measured(server, command)
    server.drop(HOUSE)
    shutil.rmtree(lake)


def _measured(server: OwnServer, command: Sequence[str]) -> Load:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        # What others wrote before is not to be written at this one's cost.
        connection.execute("checkpoint")
    before = _processor_seconds(server.pid)
    with tempfile.TemporaryFile() as output:
        measured = run(command, output)
        output.seek(0)
        return Load(measured, _processor_seconds(server.pid) - before, output.read())


def _processor_seconds(pid: int) -> float:
    """Of a process, its children, and those of them that have ended."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = 0
    for each in (str(pid), *children):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))  # user and system, its own and of ended children
    return ticks / os.sysconf("SC_CLK_TCK")


def _table(turns: dict[str, list[Load]]) -> Iterator[str]:
    names = {
        "a": "(a) `psql` copies the CSV files, all text",
        "b": "(b) `reelhouse ingest`, the first load",
        "c": "(c) the next month, 1% changed",
    }
    yield "| what | wall | processor | peak memory | processor of the server |"
    yield "| --- | --- | --- | --- | --- |"
    for turn, name in names.items():
        if loads := turns[turn]:
            server = statistics.median(each.server for each in loads)
            yield f"{row(name, [each.run for each in loads])} {server:.2f} s |"
    for above, below in ("ba", "cb"):
        if turns[above] and turns[below]:
            pairs = zip(turns[above], turns[below], strict=True)
            ratio = statistics.median(x.run.wall / y.run.wall for x, y in pairs)
            yield f"| {above} / {below}, pair by pair | {ratio:.2f} | | | |"
    if turns["a"]:
        yield ""
        yield from _by_file(turns["a"])


def _by_file(loads: Sequence[Load]) -> Iterator[str]:
    yield "| (a) by file | wall |"
    yield "| --- | --- |"
    for name, took in zip(
        FILE_NAMES, zip(*(seconds(each.output) for each in loads), strict=True), strict=True
    ):
        yield f"| {name} | {statistics.median(took):.2f} s |"


if __name__ == "__main__":
    main()
