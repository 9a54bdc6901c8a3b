"""A load that is killed leaves the state before it or the one after it, whole."""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from tests.lake.months import Month
from tests.processes import KILLED, end, start, wait_until
from tests.states import answers, leftovers, opened, tables, violations

from reelhouse.errors import WarehouseError
from reelhouse.files import is_alive
from reelhouse.lake import store as store_module
from reelhouse.warehouse import file as file_module

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reelhouse.house import House
    from reelhouse.progress import Progress

SOME, ALL = 3, 0
SHORT = 8
FIRST, SECOND, DELTA, LATER = "2026-01", "2026-02", "2026-03", "2026-04"
FILMS = range(1, 31)
USERS = range(1, 21)


def month(label: str, mode: str, changed: Sequence[int]) -> Month:
    """A month of thirty films, or of a few; the changed ones have the label's number in them."""
    number = int(label[-2:])
    films = FILMS if mode == "snapshot" else changed
    return Month(
        label,
        mode,
        {
            each: {"budget": 5000 + number * (each in changed), "popularity": "1.5"}
            for each in films
        },
        {each: frozenset({70, 71 + number * (each in changed)}) for each in films},
        {(user, 11): ("0.5" if user == number else "4.0", 900_000_000) for user in USERS},
    )


MONTHS = {
    FIRST: month(FIRST, "snapshot", ()),
    SECOND: month(SECOND, "snapshot", (1, 2)),
    DELTA: month(DELTA, "delta", (3,)),
    LATER: month(LATER, "snapshot", (4, 5)),
}


def ingest(house: House, folder: Path, progress: Progress | None, label: str) -> None:
    house.ingest(folder / label, drop=label, mode=MONTHS[label].mode, progress=progress)


def ingest_first(house: House, folder: Path, progress: Progress | None) -> None:
    ingest(house, folder, progress, FIRST)


def ingest_second(house: House, folder: Path, progress: Progress | None) -> None:
    ingest(house, folder, progress, SECOND)


def ingest_delta(house: House, folder: Path, progress: Progress | None) -> None:
    ingest(house, folder, progress, DELTA)


def rebuild_as_of_first(house: House, folder: Path, progress: Progress | None) -> None:
    house.rebuild(as_of=FIRST, progress=progress)


def backfill(house: House, folder: Path, progress: Progress | None) -> None:
    house.backfill([folder / SECOND, folder / LATER], jobs=2, progress=progress)


LOADS: dict[str, tuple[tuple[str, ...], Any]] = {
    "first": ((), ingest_first),
    "second": ((FIRST,), ingest_second),
    "delta": ((FIRST, SECOND), ingest_delta),
    "rebuild": ((FIRST, SECOND), rebuild_as_of_first),
    "backfill": ((FIRST,), backfill),
}
"""What has been loaded before, and the load that is killed."""


class Moments:
    """Kills its own process at the moment of that number; at none with 0, but counts them.

    Moments are the starts and ends of stages, and those before and after each step on the disk.
    """

    def __init__(self, last: int) -> None:
        self.count = 0
        self._last = last

    def passed(self) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def start(self, *_: object) -> Moments:
        self.passed()
        return self

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        pass

    def finish(self) -> None:
        self.passed()

    def around(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **more: Any) -> Any:
            self.passed()
            result = step(*given, **more)
            self.passed()
            return result

        return done


def run(folder: Path, name: str, last: int) -> None:
    """In a process of its own: the load, up to that moment; at its end the moments are told."""
    moments = Moments(last)
    steps: list[tuple[Any, str]] = [
        (file_module, "flush"),
        (store_module, "flush"),
        (shutil, "copyfile"),
    ]
    steps += [(Path, "rename"), (Path, "replace"), (Path, "unlink"), (shutil, "rmtree")]
    patches = [
        mock.patch.object(owner, step, moments.around(getattr(owner, step)))
        for owner, step in steps
    ]
    for each in patches:
        each.start()
    _, load = LOADS[name]
    with opened(folder) as house:
        load(house, folder, moments)
    for each in patches:
        each.stop()
    (folder / "moments").write_text(str(moments.count))


@dataclass(frozen=True)
class Case:
    """A load with what was there before it, and the two known states."""

    name: str
    base: Path
    before: Any
    after: Any
    rows_after: Any
    moments: int
    seconds: float

    @classmethod
    def made(cls, folder: Path, name: str) -> Case:
        labels, _ = LOADS[name]
        for each in MONTHS.values():
            each.write(folder / "base")
        base = folder / "base"
        with opened(base) as house:
            for label in labels:
                ingest(house, base, None, label)
        before = seen(base)
        whole = Path(shutil.copytree(base, folder / "whole"))
        began = time.monotonic()
        assert end(start(run, whole, name, 0)) == 0
        seconds = time.monotonic() - began
        moments = int((whole / "moments").read_text())
        return cls(
            name, base, before, seen(whole), tables(whole / "house.duckdb"), moments, seconds
        )

    def copy(self, folder: Path) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self.base, folder))

    def require_whole(self, folder: Path) -> str:
        """Whether the old or the new state is there; then the same load ends well."""
        found = seen(folder)
        assert found in (self.before, self.after)
        _, load = LOADS[self.name]
        with opened(folder) as house:
            load(house, folder, None)
            assert answers(house) == self.after
            assert violations(house) == []
        assert tables(folder / "house.duckdb") == self.rows_after
        assert leftovers(folder) == []
        assert {each.name for each in (folder / "house-lake").iterdir()} <= {
            "deliveries",
            "changes",
            "staging",
        }
        return "new" if found == self.after else "old"


def seen(folder: Path) -> Any:
    """What a reader sees, with no check violated; None where there is no warehouse yet."""
    with opened(folder) as house:
        if not (folder / "house.duckdb").exists():
            with pytest.raises(WarehouseError, match="there is no warehouse yet"):
                answers(house)
            return None
        found = answers(house)
        assert violations(house) == []
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """Each case, made when it is first asked for."""
    return cache(lambda name: Case.made(tmp_path_factory.mktemp(name), name))


def test_the_loads_that_are_killed_go_the_ways_there_are(
    made: Callable[[str], Case], tmp_path: Path
) -> None:
    methods = {}
    for name in ("first", "second", "delta"):
        with opened(made(name).copy(tmp_path / name)) as house:
            label = {"first": FIRST, "second": SECOND, "delta": DELTA}[name]
            done = house.ingest(tmp_path / name / label, drop=label, mode=MONTHS[label].mode)
            methods[name] = done.publication.method
    assert methods == {"first": "built", "second": "changed", "delta": "changed"}


@pytest.mark.parametrize("share", [SOME, pytest.param(ALL, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", LOADS)
def test_a_load_killed_at_any_stage_and_step_leaves_the_old_state_or_the_new(
    made: Callable[[str], Case], tmp_path: Path, name: str, share: int
) -> None:
    case = made(name)
    states = Counter[str]()
    for last in moments(case.moments, share):
        folder = case.copy(tmp_path / "killed")
        assert end(start(run, folder, name, last)) == KILLED
        states[case.require_whole(folder)] += 1
    logging.info("%s: %d moments, %s", name, case.moments, dict(states))
    assert states.keys() == {"old", "new"}


def moments(count: int, share: int) -> list[int]:
    """All moments of a load, or some of them, the first and the last among them."""
    if share == ALL:
        return list(range(1, count + 1))
    between = random.Random(count).sample(range(2, count), share - 2)
    return [1, *sorted(between), count]


@pytest.mark.parametrize("kills", [SHORT, pytest.param(200, marks=pytest.mark.long)])
def test_a_load_killed_at_any_time_leaves_the_old_state_or_the_new(
    made: Callable[[str], Case], tmp_path: Path, kills: int
) -> None:
    chance = random.Random(kills)
    # The processes of a backfill take longest to start: one kill of them is looked at below.
    names = list(LOADS) if kills > SHORT else [each for each in LOADS if each != "backfill"]
    states = Counter[str]()
    while states.total() < kills:
        case = made(chance.choice(names))
        folder = case.copy(tmp_path / "killed")
        warehouse = folder / "house.duckdb"
        before = inode(warehouse)
        process = start(run, folder, case.name, 0)
        if states.total() % 4:
            time.sleep(chance.uniform(0, case.seconds))
        else:  # what comes after the replacement is soon over, and would hardly ever be hit
            while process.is_alive() and inode(warehouse) == before:
                time.sleep(0.0005)
        process.kill()
        if end(process) == KILLED:  # else it was quicker
            wait_for_end_of(workers(folder))
            states[case.require_whole(folder)] += 1
    logging.info("%d kills: %s", kills, dict(states))
    assert states.keys() == {"old", "new"}


def wait_for_end_of(processes: set[int]) -> None:
    wait_until(lambda: not any(map(is_alive, processes)))


def workers(folder: Path) -> set[int]:
    """The processes that clean: those of a backfill notice that it was killed, and end."""
    staging = folder / "house-lake" / "staging"
    return {int(each.name.rsplit("-", 2)[1]) for each in staging.glob("*")}


def inode(path: Path) -> int | None:
    """What tells a file from the one that takes its place; None where there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def test_a_backfill_that_is_killed_leaves_no_process_and_no_delivery_half(
    made: Callable[[str], Case], tmp_path: Path
) -> None:
    case = made("backfill")
    folder = case.copy(tmp_path / "killed")
    process = start(run, folder, "backfill", 0)
    staging = folder / "house-lake" / "staging"
    wait_until(lambda: any(staging.glob("*")))
    at_work = workers(folder)
    process.kill()
    assert end(process) == KILLED
    assert at_work
    wait_for_end_of(at_work)
    case.require_whole(folder)
