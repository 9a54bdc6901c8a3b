"""A load that is killed, or loses its server, leaves the state before it or the one after it."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest import mock

import psycopg
import pytest
from tests import proxy
from tests.processes import KILLED, end, start, wait_until
from tests.test_kills import ALL, LOADS, Moments, moments
from tests.warehouse.postgres.loads import Once, Place, copied

from reelhouse.errors import TransientError
from reelhouse.warehouse import publisher
from reelhouse.warehouse.postgres import building, changing, copying, sessions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pgserver import OwnServer
    from tests.pgserver import Server as TestServer

KILLED_LOADS = ("first", "second", "rebuild")
SOME = 4
SHORT, LONG = 4, 100


# ------------------------------------------------------------------ the loader


def run(url: str, folder: Path, name: str, last: int) -> None:
    """In a process of its own: the load, up to that moment; at its end the moments are told.

    Besides those of stages, moments are those before and after each statement that is sent from
    where a warehouse is built or changed, and each part of a COPY.
    """
    moments = Moments(last)
    steps: list[tuple[Any, str]] = [
        (psycopg.Connection, "execute"),
        (psycopg.Copy, "write"),
        (building, "take_the_place"),
        (building, "sweep"),
        (changing, "copy_rows"),
    ]
    with ExitStack() as stack:
        for owner, step in steps:
            around = moments.around(getattr(owner, step))
            stack.enter_context(mock.patch.object(owner, step, around))
        load(Place(url, folder), name, moments)
    (folder / "moments").write_text(str(moments.count))


def load(place: Place, name: str, progress: Any = None) -> None:
    with place.house() as house:
        LOADS[name][1](house, place.folder, progress)


@dataclass(frozen=True)
class Case:
    """A load with what was there before it, and the two known states."""

    name: str
    server: TestServer
    base: Place
    before: Any
    after: Any
    rows_after: Any
    moments: int
    seconds: float

    @classmethod
    def made(cls, server: TestServer, base: Place, folder: Path, name: str) -> Case:
        before = base.seen()
        whole = copied(server, base, folder / "whole")
        began = time.monotonic()
        assert end(start(run, whole.url, whole.folder, name, 0)) == 0
        seconds = time.monotonic() - began
        moments = int((whole.folder / "moments").read_text())
        found = cls(name, server, base, before, whole.seen(), whole.tables(), moments, seconds)
        server.drop(whole.database)
        return found

    def killed_at(self, folder: Path, last: int) -> str:
        """The state that a load leaves that is killed at that moment."""
        return self._killed(
            folder, lambda place: start(run, place.url, place.folder, self.name, last)
        )

    def killed_after(self, folder: Path, seconds: float) -> str:
        """The state that a load leaves that is killed then, or ends before."""

        def begin(place: Place) -> Any:
            process = start(run, place.url, place.folder, self.name, 0)
            time.sleep(seconds)
            process.kill()
            return process

        return self._killed(folder, begin)

    def _killed(self, folder: Path, begin: Callable[[Place], Any]) -> str:
        place = copied(self.server, self.base, folder)
        assert end(begin(place)) in (KILLED, 0)
        state = self.require_whole(place)
        self.server.drop(place.database)
        return state

    def require_whole(self, place: Place) -> str:
        """Whether the old or the new state is there; then the same load ends well."""
        found = place.seen()
        assert found in (self.before, self.after)
        load(place, self.name)
        assert place.seen() == self.after
        assert place.tables() == self.rows_after
        wait_until(lambda: not self.server.backend_pids(place.database))
        assert place.leftovers() == []
        return "new" if found == self.after else "old"


@pytest.fixture(scope="module")
def made(
    pgserver: TestServer, base: Callable[..., Place], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Case]:
    """Each case, made when it is first asked for."""

    def case(name: str) -> Case:
        return Case.made(pgserver, base(*LOADS[name][0]), tmp_path_factory.mktemp(name), name)

    return cache(case)


@pytest.mark.parametrize("share", [SOME, pytest.param(ALL, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", KILLED_LOADS)
def test_a_load_killed_at_any_stage_and_statement_leaves_the_old_state_or_the_new(
    made: Callable[[str], Case], tmp_path: Path, name: str, share: int
) -> None:
    case = made(name)
    states = Counter(
        case.killed_at(tmp_path / "killed", last) for last in moments(case.moments, share)
    )
    logging.info("%s: %d moments, %s", name, case.moments, dict(states))
    assert states.keys() == {"old", "new"}


@pytest.mark.parametrize("kills", [SHORT, pytest.param(LONG, marks=pytest.mark.long)])
def test_a_load_killed_at_any_time_leaves_the_old_state_or_the_new(
    made: Callable[[str], Case], tmp_path: Path, kills: int
) -> None:
    chance = random.Random(kills)
    states = Counter[str]()
    for number in range(kills):
        case = made(KILLED_LOADS[number % len(KILLED_LOADS)])
        after = chance.uniform(0, case.seconds)
        states[case.killed_after(tmp_path / "killed", after)] += 1
    logging.info("%d kills: %s", kills, dict(states))
    assert states["old"]


# ------------------------------------------------------------------ the server


def kill_the_processes(server: OwnServer, place: Place) -> None:
    server.kill_backend(server.backend_pids(place.database)[0])


def stop_and_start(server: OwnServer, place: Place) -> None:
    server.stop("immediate")
    server.start()


FAULTS = [kill_the_processes, stop_and_start]
STAGES = [
    ("first", "copy", True),
    ("rebuild", "index", False),
    ("rebuild", "references", False),
    ("second", "change", False),
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("name", "stage", "in_it"), STAGES)
def test_a_load_whose_server_fails_once_ends_well_by_itself(
    made: Callable[[str], Case],
    own_pgserver: OwnServer,
    tmp_path: Path,
    fault: Any,
    name: str,
    stage: str,
    in_it: bool,
) -> None:
    case = made(name)
    place = copied(own_pgserver, case.base, tmp_path / "failed")
    once = Once(stage, lambda: fault(own_pgserver, place), in_it=in_it)
    load(place, name, once)
    assert once.is_done
    assert any("trying again in" in each for each in place.said)
    assert case.require_whole(place) == "new"


@pytest.mark.parametrize("step", ["_change_ledger", "_change_mart"])
def test_a_server_that_fails_within_a_change_leaves_nothing_of_it(
    made: Callable[[str], Case],
    own_pgserver: OwnServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    case = made("second")
    place = copied(own_pgserver, case.base, tmp_path / "failed")
    usual = getattr(changing, step)
    seen: list[Any] = []

    def failing(*given: Any) -> None:
        if not seen:
            own_pgserver.kill_backend(own_pgserver.backend_pids(place.database)[0])
            seen.append(place.seen())
        usual(*given)

    monkeypatch.setattr(changing, step, failing)
    load(place, "second")
    assert seen == [case.before]
    assert case.require_whole(place) == "new"


def test_a_server_that_fails_again_and_again_fails_the_load_until_it_is_repeated(
    made: Callable[[str], Case],
    own_pgserver: OwnServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = made("rebuild")
    place = copied(own_pgserver, case.base, tmp_path / "failed")
    monkeypatch.setattr(publisher, "_PAUSES", (0.01, 0.01))
    usual = copying.copy_rows

    def failing(*given: Any, **more: Any) -> int:
        own_pgserver.kill_backend(given[2].info.backend_pid)
        return usual(*given, **more)

    with monkeypatch.context() as failure:
        failure.setattr(building, "copy_rows", failing)
        for each in (building, sessions):  # the processes of all sessions end with one of them
            failure.setattr(each, "SESSIONS", 1)
        with pytest.raises(TransientError) as told:
            load(place, "rebuild")
    assert told.value.exit_code == 9
    assert len([each for each in place.said if "trying again in" in each]) == 2
    assert case.require_whole(place) == "old"


# ------------------------------------------------------------------ the connection


@pytest.mark.parametrize(("name", "stage", "in_it"), STAGES)
def test_a_load_whose_connections_are_cut_ends_well_by_itself(
    made: Callable[[str], Case],
    own_pgserver: OwnServer,
    tmp_path: Path,
    name: str,
    stage: str,
    in_it: bool,
) -> None:
    case = made(name)
    place = copied(own_pgserver, case.base, tmp_path / "cut")
    with proxy.running(own_pgserver.port) as way:
        once = Once(stage, way.cut, in_it=in_it)
        load(through(way, own_pgserver, place), name, once)
    assert once.is_done
    assert case.require_whole(place) == "new"


@pytest.mark.parametrize("name", ["second", "rebuild"])
def test_a_load_that_does_not_hear_that_it_was_published_finds_it_done(
    made: Callable[[str], Case],
    own_pgserver: OwnServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    case = made(name)
    place = copied(own_pgserver, case.base, tmp_path / "cut")
    with proxy.running(own_pgserver.port) as way:
        for owner, step in ((changing, "_change_mart"), (building, "_rename")):
            usual = getattr(owner, step)

            def losing(*given: Any, usual: Any = usual) -> None:
                usual(*given)
                if not way.swallowed:
                    way.lose = b"C\0\0\0\x0bCOMMIT"

            monkeypatch.setattr(owner, step, losing)
        load(through(way, own_pgserver, place), name)
    assert way.swallowed == 1
    assert case.require_whole(place) == "new"


def through(way: proxy.Proxy, server: OwnServer, place: Place) -> Place:
    url = place.url.replace(f"127.0.0.1:{server.port}", f"127.0.0.1:{way.port}")
    return Place(url, place.folder, place.said)


# ------------------------------------------------------------------ other sessions


def test_a_deadlock_is_tried_again(
    made: Callable[[str], Case],
    own_pgserver: OwnServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = made("second")
    place = copied(own_pgserver, case.base, tmp_path / "locked")
    usual = changing._change_ledger
    with psycopg.connect(own_pgserver.socket_url(place.database)) as other:
        other.execute("set deadlock_timeout = '1h'")  # so that it is the load that gives way
        other.execute("lock table reports.scope")

        def crossing(*given: Any) -> None:
            if asking.ident is None:
                asking.start()
                wait_until(lambda: bool(place.rows("select 1 from pg_locks where not granted")))
            usual(*given)

        def ask() -> None:
            other.execute("lock table movies.movie")
            other.rollback()

        asking = threading.Thread(target=ask)
        monkeypatch.setattr(changing, "_change_ledger", crossing)
        load(place, "second")
        asking.join()
    assert any("deadlock detected" in each for each in place.said)
    assert case.require_whole(place) == "new"
