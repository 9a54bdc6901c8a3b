from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from tests import pgserver as postgres
from tests import processes
from tests.pgprograms import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from tests.pgserver import OwnServer, Server

TABLES = "select count(*) from pg_class where relnamespace = 'public'::regnamespace"
RIGHTS = "select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"


def asked(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement.encode()).fetchall()


def database(url: str) -> str:
    return urlsplit(url).path[1:]


@pytest.fixture
def opened() -> Iterator[Path]:
    """A folder for everybody; those of pytest are closed to the user as whom the server runs."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o1777)
        yield Path(folder)


def test_it_is_up_in_utf_8_and_knows_letters_beyond_ascii(pgdatabase: str) -> None:
    assert asked(pgdatabase, "show server_encoding") == [("UTF8",)]
    assert asked(pgdatabase, "select lower('ÄÉЖ')") == [("äéж",)]


def test_a_database_is_empty_and_its_owner_has_no_special_rights(pgdatabase: str) -> None:
    assert asked(pgdatabase, TABLES) == [(0,)]
    assert asked(pgdatabase, RIGHTS) == [(False, False, False)]


def test_the_owner_may_create_tables(pgdatabase: str) -> None:
    with psycopg.connect(pgdatabase) as connection:
        connection.execute("create table film (name text)")
    assert asked(pgdatabase, TABLES) == [(1,)]


def test_databases_have_one_owner_unless_it_is_to_create_roles(
    pgserver: Server, pgdatabase: str
) -> None:
    other = pgserver.create_database("other")
    creator = pgserver.create_database("creator", may_create_roles=True)
    assert asked(other, "select current_user") == asked(pgdatabase, "select current_user")
    assert asked(creator, RIGHTS) == [(False, False, True)]
    pgserver.drop("other")
    pgserver.drop("creator")


def test_a_wrong_password_is_refused(pgserver: Server, pgdatabase: str) -> None:
    user = urlsplit(pgdatabase).username
    wrong = pgserver.url(database(pgdatabase), user, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_the_socket_asks_nobody_for_a_password(own_pgserver: OwnServer, pgdatabase: str) -> None:
    url = own_pgserver.socket_url(database(pgdatabase))
    assert asked(url, "select current_user, inet_server_addr()") == [("postgres", None)]


def test_a_dropped_database_is_gone_though_somebody_is_connected(pgserver: Server) -> None:
    url = pgserver.create_database("dropped")
    with psycopg.connect(url) as connection:
        pgserver.drop("dropped")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)


def test_psql_is_of_the_servers_version(own_pgserver: OwnServer, pgdatabase: str) -> None:
    if not own_pgserver.psql.exists():
        pytest.skip(f"psql is not among the programs that {VARIABLE} names")
    [(version,)] = asked(pgdatabase, "show server_version")
    said = subprocess.run([own_pgserver.psql, "--version"], capture_output=True, text=True)
    assert str(version) in said.stdout


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_what_was_committed_is_there_after_a_stop_and_a_start(
    own_pgserver: OwnServer, pgdatabase: str, mode: postgres.Mode
) -> None:
    with psycopg.connect(pgdatabase) as connection:
        connection.execute("create table film as select 'Heat' as name")
    own_pgserver.stop(mode)
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(pgdatabase)
    own_pgserver.start()
    assert asked(pgdatabase, "select name from film") == [("Heat",)]


def test_a_killed_backend_breaks_its_connection_and_the_server_comes_back(
    own_pgserver: OwnServer, pgdatabase: str
) -> None:
    with psycopg.connect(pgdatabase) as connection:
        [pid] = own_pgserver.backend_pids(database(pgdatabase))
        assert pid == connection.info.backend_pid
        own_pgserver.kill_backend(pid)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
    assert asked(pgdatabase, "select 1") == [(1,)]


def test_settings_are_those_given(own_pgserver: OwnServer) -> None:
    with postgres.started({"fsync": "on", "cluster_name": "it's this"}) as server:
        assert asked(server.url("postgres"), "show fsync") == [("on",)]
        assert asked(server.url("postgres"), "show cluster_name") == [("it's this",)]
    assert asked(own_pgserver.url("postgres"), "show fsync") == [("off",)]


def test_a_setting_that_does_not_exist_is_told_and_leaves_nothing_behind(
    own_pgserver: OwnServer, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(opened))
    with (
        pytest.raises(RuntimeError, match='unrecognized configuration parameter "no_such"'),
        postgres.started({"no_such": "on"}),
    ):
        pass
    assert list(opened.iterdir()) == []


def serve(answer: Connection) -> None:
    with postgres.started() as server:
        answer.send((server.folder, server.url("postgres")))
        time.sleep(processes.LONGEST_SECONDS)


def test_a_process_that_is_killed_leaves_no_server_and_no_data_behind(
    own_pgserver: OwnServer,
) -> None:
    here, there = processes.context().Pipe()
    process = processes.start(serve, there)
    with processes.killed_afterwards(process):
        folder, url = here.recv()
        assert asked(url, "select 1") == [(1,)]
    processes.wait_until(lambda: not folder.exists())
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(url)


def serve_in(folder: str) -> None:
    tempfile.tempdir = folder
    with postgres.started():
        time.sleep(processes.LONGEST_SECONDS)


@pytest.mark.parametrize("file", ["password", "data/base", "data/postgresql.conf", "log"])
def test_a_process_that_is_killed_while_it_starts_a_server_leaves_nothing_behind(
    own_pgserver: OwnServer, opened: Path, file: str
) -> None:
    with processes.killed_afterwards(processes.start(serve_in, str(opened))):
        processes.wait_until(lambda: any(opened.glob(f"pg-*/{file}")))
    processes.wait_until(lambda: not any(opened.iterdir()))


@pytest.fixture
def given_url(own_pgserver: OwnServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a user with the rights that a server given to the tests needs, and no more."""
    with psycopg.connect(own_pgserver.url("postgres"), autocommit=True) as connection:
        connection.execute("create role tester login createdb createrole password 'secret'")
        url = own_pgserver.url("postgres", "tester", "secret")
        monkeypatch.setenv(postgres.VARIABLE, url)
        yield url
        connection.execute("drop role tester")


def test_a_server_that_is_given_is_used_and_left_as_it_was(given_url: str) -> None:
    everything = "select datname from pg_database union all select rolname from pg_roles"
    before = asked(given_url, everything)
    with postgres.running() as server:
        url = server.create_database("house")
        server.create_database("forgotten")
        assert urlsplit(url).port == urlsplit(given_url).port
        with psycopg.connect(url) as connection:
            connection.execute("create table film (name text)")
            assert server.backend_pids("house") == [connection.info.backend_pid]
        server.drop("house")
    assert asked(given_url, everything) == before
