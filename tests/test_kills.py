"""A load that is killed, at whatever moment, leaves the old state or the new one, whole."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.lake.months import Month

import reelhouse
from reelhouse.errors import WarehouseError
from reelhouse.reports.catalog import definitions

OCTOBER = Month(
    "2026-10",
    "snapshot",
    {1: {"popularity": "1.5", "budget": 5000}, 2: {"popularity": "2.25", "budget": 0}},
    {1: frozenset({70}), 2: frozenset({71})},
    {(user, 11): ("4.0", 900_000_000) for user in range(1, 40)},
)
NOVEMBER = Month(
    "2026-11",
    "snapshot",
    {1: {"popularity": "3.5", "budget": 7000}, 3: {"popularity": "1.0", "budget": 9000}},
    {1: frozenset({70, 72}), 3: frozenset({71})},
    {(user, 13 if user % 9 else 11): ("4.5", 900_000_001) for user in range(1, 40)},
)
DECEMBER = Month("2026-12", "delta", {2: {"popularity": "1.5", "budget": 100}}, None, None)

ROOT = Path(__file__).parent.parent

Answers = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Case:
    """Something that is killed: what is done to a house in which some months are."""

    before: tuple[Month, ...]
    work: str
    options: dict[str, Any]


def ingested(month: Month) -> dict[str, Any]:
    return {"source": f"months/{month.label}", "drop": month.label, "mode": month.mode}


CASES = {
    "the first load": Case((), "ingest", ingested(OCTOBER)),
    "the next month": Case((OCTOBER,), "ingest", ingested(NOVEMBER)),
    "a delta": Case((OCTOBER,), "ingest", ingested(DECEMBER)),
    "a rebuild": Case((OCTOBER, NOVEMBER), "rebuild", {}),
    "a backfill": Case((OCTOBER,), "backfill", {"sources": ["months/2026-11"], "jobs": 1}),
}


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the months lie; work is done there, so that their paths are short."""
    folder = tmp_path_factory.mktemp("kills")
    for month in (OCTOBER, NOVEMBER, DECEMBER):
        month.write(folder / "months")
    return folder


def answers(house: Path) -> Answers | None:
    """All nine reports with their scopes; None where there is no warehouse yet."""
    with reelhouse.open(house / "warehouse.duckdb", lake=house / "lake") as opened:
        if not (house / "warehouse.duckdb").exists():
            with pytest.raises(WarehouseError, match="there is no warehouse yet"):
                opened.report("genre-revenue")
            return None
        reports = [opened.report(each.name) for each in definitions()]
        assert [check for check in opened.check() if check.violations] == []
    return [(report.rows, report.scope) for report in reports]


def prepared(months: Path, case: Case, name: str) -> Path:
    house = months / name
    house.mkdir()
    with reelhouse.open(house / "warehouse.duckdb", lake=house / "lake") as opened:
        for month in case.before:
            opened.ingest(months / "months" / month.label, drop=month.label, mode=month.mode)
    return house


def start(months: Path, house: Path, case: Case, at: int) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "tests.killed", str(house), str(at), case.work]
    return subprocess.Popen(
        [*program, json.dumps(case.options)],
        cwd=months,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def repeat(months: Path, house: Path, case: Case) -> None:
    """The same again, to its end."""
    process = start(months, house, case, 0)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors.decode()


def require_whole(house: Path, old: Answers | None, new: Answers | None) -> bool:
    """The house is in one of the two states; says whether in the new one."""
    found = answers(house)
    assert found in (old, new)
    return found == new


def require_tidy(house: Path) -> None:
    staging = house / "lake" / "staging"
    assert not staging.exists() or list(staging.iterdir()) == []
    kept = {"warehouse.duckdb", "lake", ".warehouse.duckdb.lock", ".warehouse.duckdb.writer"}
    assert {each.name for each in house.iterdir()} <= kept


@pytest.mark.parametrize("stride", [9, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", CASES)
def test_killed_at_any_stage_it_is_one_or_the_other_and_goes_on_from_there(
    months: Path, name: str, stride: int
) -> None:
    case = CASES[name]
    pristine = prepared(months, case, f"{name} before {stride}")
    old = answers(pristine)
    events = 1 - stride
    while True:
        events += stride
        house = months / "house"
        shutil.rmtree(house, ignore_errors=True)
        shutil.copytree(pristine, house)
        process = start(months, house, case, events)
        _, errors = process.communicate(timeout=120)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL, errors.decode()
        seen = answers(house)
        repeat(months, house, case)
        new = answers(house)
        assert seen in (old, new)
        require_tidy(house)
    assert new == answers(house)  # as it is without a kill
    assert events > stride


@pytest.mark.parametrize("kills", [6, pytest.param(200, marks=pytest.mark.long)])
def test_killed_at_random_moments_it_is_one_or_the_other(months: Path, kills: int) -> None:
    chance = random.Random(20261125)
    case = CASES["the next month"]
    pristine = prepared(months, case, f"random {kills} before")
    old = answers(pristine)
    done = prepared(months, Case((OCTOBER, NOVEMBER), "", {}), f"random {kills} after")
    new = answers(done)
    assert old != new
    began = time.monotonic()
    repeat(months, done, case)
    whole = time.monotonic() - began
    house = months / f"random {kills}"
    shutil.copytree(pristine, house)
    seen = {"old": 0, "new": 0}
    for _ in range(kills):
        process = start(months, house, case, 0)
        time.sleep(chance.uniform(0.2, 2 * whole))
        process.kill()
        process.communicate()
        seen["new" if require_whole(house, old, new) else "old"] += 1
        if chance.random() < 0.5:  # else the next one goes on from what this one left
            shutil.rmtree(house)
            shutil.copytree(pristine, house)
    repeat(months, house, case)
    assert answers(house) == new
    require_tidy(house)
    sys.stdout.write(f"{kills} kills, and then the house was {seen}\n")
    assert min(seen.values()) > 0
