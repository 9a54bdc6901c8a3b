"""Measures `reelhouse serve` under 50 connections, a delivery landing meanwhile, beside Datasette.

`make bench` runs this after bench/postgres.py; it prints the tables for bench/README.md.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

from bench import datasette, questions, wrk
from bench.deliveries import FIRST, first_month, options, second_month
from bench.landing import answers, land
from bench.process import REELHOUSE, run
from tests.served import fetch, running

from reelhouse.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.landing import Answer, Landing
    from bench.questions import Question
    from bench.wrk import Load

AGAIN, KNOWN, ONCE = 6, 3, 1
"""Of ten requests of the mix: asked before, asked with the ETag of the answer, and never asked."""
_COUNTED = re.compile(r'^reelhouse_requests_total\{.*status="(\d+)"\} (\S+)$', re.MULTILINE)


def main() -> None:
    """Make the deliveries where they are missing, measure, print."""
    parser = options(__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="for each kind of question")
    given = parser.parse_args()
    wrk.require()
    given.folder.mkdir(parents=True, exist_ok=True)
    first = given.delivery or first_month(given.folder, given.scale)
    second = second_month(first, given.folder)
    program = datasette.install(given.folder)
    folder = given.folder / "web"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    loads, landing = _measured(folder, (first, second), program, given.seconds)
    shutil.rmtree(folder)
    busy = os.getloadavg()[1]
    print(f"{os.cpu_count()} cores, {given.seconds} s each, load average at the end {busy:.1f}\n")
    for line in (*_table(loads), "", *_told(landing)):
        print(line)
    if not landing.is_right:
        sys.exit("while the delivery landed, not every answer was that of one state or the other")


def _measured(
    folder: Path, deliveries: tuple[Path, Path], program: Path, seconds: int
) -> tuple[dict[str, Load], Landing]:
    settings = Settings(str(folder / "lake"), str(folder / "warehouse.duckdb"))
    places = ["--lake", settings.lake, "--warehouse", settings.warehouse]
    run([REELHOUSE, "ingest", str(deliveries[0]), "--drop", FIRST, *places])
    same = questions.same(settings)
    paths = [each.path for each in same]
    with running(settings, folder / "log") as (address, _):
        given = answers(address, paths)
        again = questions.write(folder / "again", paths)
        known = questions.write(folder / "known", paths, [each.tag for each in given])
        new = [
            questions.write(folder / f"once-{number}", part)
            for number, part in enumerate(questions.once(settings))
        ]
        mixes = [[(AGAIN, again), (KNOWN, known), (ONCE, once)] for once in new[1:]]
        loads = {
            "asked before": wrk.ask(address, [(1, again)], seconds),
            "not changed: 304": _all_304(address, known, seconds),
            "never asked": wrk.ask(address, [(1, new[0])], seconds),
            "a mix of them": wrk.ask(address, mixes[0], seconds),
        }
        loads |= _beside(
            folder, program, settings.warehouse, dict(zip(same, given, strict=True)), seconds
        )
        return loads, land(address, settings, deliveries[1], mixes[1], folder)


def _all_304(address: str, known: Path, seconds: int) -> Load:
    """Ask with ETags; every answer must be a 304."""
    before = _statuses(address)
    load = wrk.ask(address, [(1, known)], seconds)
    given = {status: n - before.get(status, 0) for status, n in _statuses(address).items()}
    assert given["304"] >= load.requests, given
    return load


def _statuses(address: str) -> dict[str, float]:
    counted: dict[str, float] = {}
    for status, number in _COUNTED.findall(fetch(f"{address}/metrics")[1].decode()):
        counted[status] = counted.get(status, 0) + float(number)
    return counted


def _beside(
    folder: Path, program: Path, warehouse: str, given: Mapping[Question, Answer], seconds: int
) -> dict[str, Load]:
    """Datasette in each of its ways, which must give the rows that Reelhouse gave."""
    file = folder / f"{datasette.NAME}.sqlite"
    datasette.write(warehouse, file)
    loads = {}
    with datasette.serving(program, file) as address:
        for way in datasette.WAYS:
            paths = [datasette.path(each, way) for each in given]
            for ours, theirs in zip(given.values(), answers(address, paths), strict=True):
                assert _rows(ours) == _rows(theirs), (ours, theirs)
            asked = questions.write(folder / f"datasette-{way}", paths)
            loads[f"Datasette, {datasette.WAYS[way]}"] = wrk.ask(address, [(1, asked)], seconds)
    return loads


def _rows(answer: Answer) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(answer.body)["rows"]
    return [{name: row[name] for name in row if name != "rowid"} for row in rows]


def _table(loads: Mapping[str, Load]) -> Iterator[str]:
    beside = max(load.per_second for name, load in loads.items() if name.startswith("Datasette"))
    yield "| questions | answers a second | median | p99 | refused | of Datasette's best |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, load in loads.items():
        yield f"| {name} | {_figures(load)} | {load.per_second / beside:.1f} |"


def _figures(load: Load) -> str:
    times = f"{load.p50:.1f} ms | {load.p99:.1f} ms"
    return f"{load.per_second:,.0f} | {times} | {load.refused + load.unanswered}"


def _told(landing: Landing) -> Sequence[str]:
    wrong = ", ".join(f"{number} of {status}" for status, number in landing.wrong.items())
    return (
        "| while a delivery landed: answers a second | median | p99 | refused | `ingest` took |",
        "| --- | --- | --- | --- | --- |",
        f"| {_figures(landing.load)} | {landing.ingest.wall:.1f} s |",
        "",
        f"Different answers: {landing.before} of the state before, {landing.after} of the one "
        f"after, {landing.known} without a body; of neither: {wrong or 'none'}",
    )


if __name__ == "__main__":
    main()
