"""Several loads at once: one writes the warehouse, the others wait; cleaning waits for nobody."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.lake.months import Month
from tests.processes import KILLED, context, end, killed_afterwards, start, wait_until
from tests.states import answers, leftovers, opened, tables, violations

import reelhouse
from reelhouse.errors import LakeError, LockedError
from reelhouse.lock import writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.context import ForkServerProcess
    from multiprocessing.synchronize import Barrier, Event
    from pathlib import Path

LABELS = tuple(f"2026-{number:02}" for number in range(1, 7))


def deliver(folder: Path, label: str, budget: int = 5000, name: str = "") -> Path:
    number = int(label[-2:])
    films = {
        film: {"budget": budget + number, "popularity": "1.5"} for film in range(1, number + 2)
    }
    source = Month(label, "snapshot", films, {1: frozenset({70})}, None).write(folder)
    return source.rename(folder / name) if name else source


def hold(path: Path, is_held: Event) -> None:
    """In a process of its own: hold the lock of a warehouse until the process is ended."""
    with writing(path, 0, lambda _: None):
        is_held.set()
        signal.pause()


@contextmanager
def held(folder: Path) -> Iterator[ForkServerProcess]:
    is_held = context().Event()
    with killed_afterwards(start(hold, folder / "house.duckdb", is_held)) as process:
        wait_until(is_held.is_set)
        yield process


def test_a_second_writer_waits_says_so_once_and_publishes_what_is_there(tmp_path: Path) -> None:
    told: list[str] = []
    with held(tmp_path) as holder:
        pid = holder.pid

        def let_go(sentence: str) -> None:
            told.append(sentence)
            holder.terminate()

        house = reelhouse.open(tmp_path / "house.duckdb", lake=tmp_path / "house-lake", tell=let_go)
        done = house.ingest(deliver(tmp_path, LABELS[0]))
        assert done.publication.method == "built"
        assert house.report("genre-budget").scope.as_of == LABELS[0]
        house.close()
    [sentence] = told
    assert f"process {pid}, since " in sentence
    assert "is writing it; waiting up to 600 seconds" in sentence


def test_without_patience_it_fails_and_tells_who_writes_and_what_to_do(tmp_path: Path) -> None:
    with held(tmp_path) as holder, opened(tmp_path) as house:
        with pytest.raises(LockedError) as failure:
            house.ingest(deliver(tmp_path, LABELS[0]), wait=0)
        for said in (f"process {holder.pid}, since", "--wait", "What was cleaned is kept"):
            assert said in str(failure.value)
        assert not (tmp_path / "house.duckdb").exists()
    with opened(tmp_path) as house:
        assert house.ingest(tmp_path / LABELS[0], wait=0).already_in_lake
        assert house.report("genre-budget").scope.as_of == LABELS[0]


def test_the_command_line_ends_with_the_code_of_a_lock(tmp_path: Path) -> None:
    deliver(tmp_path, LABELS[0])
    command = [sys.executable, "-m", "reelhouse", "ingest", LABELS[0], "--wait", "0"]
    command += ["--lake", "house-lake", "--warehouse", "house.duckdb"]
    with held(tmp_path) as holder:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        told = f"process {holder.pid}, since"
    assert done.returncode == LockedError.exit_code == 10
    assert told in done.stderr
    assert "wait longer with --wait" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_that_was_killed_is_taken_over_at_once(tmp_path: Path) -> None:
    with held(tmp_path) as holder:
        holder.kill()
        holder.join()
        assert holder.exitcode == KILLED
        with opened(tmp_path) as house:
            assert house.ingest(deliver(tmp_path, LABELS[0]), wait=0).publication.method == "built"


def test_cleaning_needs_no_lock(tmp_path: Path) -> None:
    deliver(tmp_path, LABELS[0])
    with held(tmp_path):
        process = start(ingest, tmp_path, LABELS[0], LABELS[0])
        with killed_afterwards(process), opened(tmp_path) as house:
            wait_until(lambda: house._lake.manifest(LABELS[0]) is not None)
            assert process.is_alive()
            assert house.drops().column("outcome").to_pylist() == ["cleaned"]


def ingest(folder: Path, name: str, label: str, barrier: Barrier | None = None) -> None:
    """In a process of its own: a load, which begins together with others."""
    with opened(folder) as house:
        if barrier is not None:
            barrier.wait(60)
        house.ingest(folder / name, drop=label)


def ingest_or_lose(folder: Path, name: str, label: str, barrier: Barrier) -> None:
    """The same, but that another one was quicker ends the process with 6."""
    try:
        ingest(folder, name, label, barrier)
    except LakeError as error:
        (folder / f"{name}.error").write_text(str(error))
        sys.exit(LakeError.exit_code)


def test_two_deliveries_at_the_same_time_both_end_up_in_the_warehouse(tmp_path: Path) -> None:
    barrier = context().Barrier(2)
    processes = []
    for label in LABELS[:2]:
        deliver(tmp_path, label)
        processes.append(start(ingest, tmp_path, label, label, barrier))
    assert [end(each) for each in processes] == [0, 0]
    require_all(tmp_path, LABELS[:2])


def test_of_two_contents_under_one_label_at_the_same_time_one_wins_whole(tmp_path: Path) -> None:
    barrier = context().Barrier(2)
    names = ("one", "other")
    budgets = {"one": 5000, "other": 7000}
    for name in names:
        deliver(tmp_path, LABELS[0], budgets[name], name)
    processes = {name: start(ingest_or_lose, tmp_path, name, LABELS[0], barrier) for name in names}
    codes = {name: end(each) for name, each in processes.items()}
    assert sorted(codes.values()) == [0, LakeError.exit_code]
    [winner] = [name for name in names if codes[name] == 0]
    [loser] = [name for name in names if codes[name] != 0]
    said = (tmp_path / f"{loser}.error").read_text()
    assert "another load has just brought" in said or "already holds a delivery" in said
    with opened(tmp_path) as house:
        [row] = house.report("genre-budget").rows
        assert row[-1] == 2 * (budgets[winner] + 1)
        assert house.drops().column("version").to_pylist() == [1]
        assert violations(house) == []
        assert house.ingest(tmp_path / winner, drop=LABELS[0]).already_in_lake
        with pytest.raises(LakeError, match="already holds a delivery"):
            house.ingest(tmp_path / loser, drop=LABELS[0])
    assert leftovers(tmp_path) == []


def backfill(folder: Path, labels: Sequence[str], barrier: Barrier) -> None:
    """In a process of its own: deliveries cleaned two at a time."""
    with opened(folder) as house:
        barrier.wait(60)
        done = house.backfill([folder / each for each in labels], jobs=2)
        assert [each.error for each in done.deliveries] == [None] * len(labels)


def ask(folder: Path, is_over: Event, barrier: Barrier) -> None:
    """In a process of its own: every report, again and again."""
    barrier.wait(60)
    while not is_over.is_set():
        with opened(folder) as house:
            scopes = {scope.as_of for _, scope in answers(house)}
        assert len(scopes) == 1
        assert scopes <= set(LABELS)


def test_a_backfill_an_ingest_and_a_reader_go_on_beside_each_other(tmp_path: Path) -> None:
    for label in LABELS:
        deliver(tmp_path, label)
    ingest(tmp_path, LABELS[0], LABELS[0])
    barrier, is_over = context().Barrier(3), context().Event()
    many = start(backfill, tmp_path, LABELS[1:5], barrier)
    one = start(ingest, tmp_path, LABELS[5], LABELS[5], barrier)
    reader = start(ask, tmp_path, is_over, barrier)
    assert [end(many), end(one)] == [0, 0]
    is_over.set()
    assert end(reader) == 0
    require_all(tmp_path, LABELS)


def require_all(folder: Path, labels: Sequence[str]) -> None:
    """The warehouse has all deliveries, as if they had come one after the other."""
    with opened(folder) as house:
        assert house.drops().column("outcome").to_pylist() == ["published"] * len(labels)
        assert violations(house) == []
    assert leftovers(folder) == []
    with opened(folder, "in-order") as house:
        for label in labels:
            house.ingest(folder / label)
    assert tables(folder / "house.duckdb") == tables(folder / "in-order.duckdb")
