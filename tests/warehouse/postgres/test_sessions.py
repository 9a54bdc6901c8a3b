"""Several sessions at work end together when one of them fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tests.processes import wait_until

from reelhouse.errors import TransientError, WarehouseError
from reelhouse.warehouse.postgres.server import Server
from reelhouse.warehouse.postgres.sessions import in_sessions
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import psycopg
    from tests.pgserver import OwnServer
    from tests.pgserver import Server as TestServer

    from reelhouse.workbench import Lane

    Connection = psycopg.Connection[Any]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path / "spill") as made:
        yield made


def test_all_tasks_are_done_in_sessions_that_end(
    bench: Workbench, pgserver: TestServer, pgdatabase: str
) -> None:
    done: list[int] = []

    def task(lane: Lane, _: Connection) -> None:
        done.append(lane.value("select 1"))

    in_sessions(bench, Server(pgdatabase), [task] * 7)
    assert done == [1] * 7
    assert_no_session(pgserver, pgdatabase)


def test_after_a_failure_a_session_that_sleeps_is_ended_and_no_task_begins(
    bench: Workbench, pgserver: TestServer, pgdatabase: str
) -> None:
    begun: list[str] = []

    def sleep(_: Lane, connection: Connection) -> None:
        begun.append("sleep")
        connection.execute("select pg_sleep(600)")

    def fail(_: Lane, connection: Connection) -> None:
        sleeping = b"select 1 from pg_stat_activity where query like 'select pg_sleep%'"
        wait_until(lambda: bool(connection.execute(sleeping).fetchall()))
        connection.execute("select 1 / 0")

    with pytest.raises(WarehouseError, match="division by zero"):
        in_sessions(bench, Server(pgdatabase), [sleep, fail, sleep, sleep])
    assert begun == ["sleep"]
    assert_no_session(pgserver, pgdatabase)


def test_after_a_failure_a_copy_that_waits_for_the_workbench_is_ended(
    bench: Workbench, pgserver: TestServer, pgdatabase: str
) -> None:
    def copy(lane: Lane, connection: Connection) -> None:
        connection.execute("create temporary table taken (number bigint)")
        with connection.cursor().copy("copy taken from stdin") as copying:
            copying.write("1\n")
            lane.value(
                "select sum(a.range * b.range) from range(3000000) as a, range(3000000) as b"
            )

    def fail(_: Lane, connection: Connection) -> None:
        taking = b"select 1 from pg_stat_activity where query like 'copy taken%'"
        wait_until(lambda: bool(connection.execute(taking).fetchall()))
        connection.execute("select 1 / 0")

    with pytest.raises(WarehouseError, match="division by zero"):
        in_sessions(bench, Server(pgdatabase), [copy, fail])
    assert_no_session(pgserver, pgdatabase)


def test_a_session_that_the_server_loses_ends_the_others(
    bench: Workbench, own_pgserver: OwnServer, pgdatabase: str
) -> None:
    def lose(_: Lane, connection: Connection) -> None:
        own_pgserver.kill_backend(connection.info.backend_pid)
        connection.execute("select 1")

    def sleep(_: Lane, connection: Connection) -> None:
        connection.execute("select pg_sleep(600)")

    with pytest.raises(TransientError):
        in_sessions(bench, Server(pgdatabase), [sleep, lose])
    assert_no_session(own_pgserver, pgdatabase)


def assert_no_session(server: TestServer, url: str) -> None:
    wait_until(lambda: not server.backend_pids(urlsplit(url).path[1:]))
