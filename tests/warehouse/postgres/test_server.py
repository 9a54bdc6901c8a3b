"""How a server is reached, what its errors mean, and that no password is told."""

from __future__ import annotations

import socket
import struct
import threading
import traceback
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.warehouse.postgres.refusals import SECRET, refused

from reelhouse.errors import (
    DeniedError,
    ReelhouseError,
    StoppedError,
    StorageError,
    TransientError,
    WarehouseError,
)
from reelhouse.warehouse.postgres.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pgserver import OwnServer
    from tests.pgserver import Server as TestServer

pytestmark = pytest.mark.usefixtures("no_variables")


def asked(url: str, statement: str, *, read_only: bool = False) -> object:
    with closing(Server(url).connect(read_only=read_only)) as connection:
        [(value,)] = connection.execute(statement.encode()).fetchall()
    return value


# ------------------------------------------------------------------ what errors mean


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("40P01", TransientError),  # a deadlock
        ("40001", TransientError),  # a serialization failure
        ("55P03", TransientError),  # a lock that was not had in time
        ("53300", TransientError),  # too many connections
        ("57P01", TransientError),  # an administrator ended the session
        ("57P03", TransientError),  # starting up
        ("08006", TransientError),  # the connection broke
        ("53100", StorageError),  # the disk is full
        ("42501", DeniedError),  # no rights
        ("25006", WarehouseError),  # a server that is only read
        ("57014", StoppedError),  # somebody cancelled it
    ],
)
def test_an_error_of_the_server_is_one_that_passes_or_one_that_does_not(
    pgdatabase: str, code: str, kind: type[ReelhouseError]
) -> None:
    server = Server(pgdatabase)
    statement = f"do $$ begin raise exception 'so it is' using errcode = '{code}'; end $$"
    with (
        closing(server.connect()) as connection,
        pytest.raises(ReelhouseError, match="so it is") as told,
        server.errors_told(),
    ):
        connection.execute(statement.encode())
    assert type(told.value) is kind
    assert server.name in str(told.value)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the database system is starting up", TransientError),
        ("the database system is shutting down", TransientError),
        ("the database system is in recovery mode", TransientError),
        ("the database system is not yet accepting connections", TransientError),
        ("sorry, too many clients already", TransientError),
        ("too many connections for role", TransientError),
        ("remaining connection slots are reserved for roles", TransientError),
        ('role "nobody" is not permitted to log in', WarehouseError),
        ('no pg_hba.conf entry for host "10.0.0.1"', WarehouseError),
    ],
)
def test_a_server_that_lets_nobody_in_now_is_told_from_one_that_refuses(
    said: str, kind: type[ReelhouseError]
) -> None:
    with answering(said) as port:
        told = refused(f"postgresql://somebody:{SECRET}@127.0.0.1:{port}/house?sslmode=disable")
    assert type(told) is kind
    assert said in str(told)


@contextmanager
def answering(said: str) -> Iterator[int]:
    """The port of what answers the first message of a connection like a server: FATAL."""
    fields = f"SFATAL\0VFATAL\0C57P03\0M{said}\0\0".encode()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"E" + struct.pack(">I", len(fields) + 4) + fields)

        thread = threading.Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def test_nobody_listening_may_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    told = refused(f"postgresql://somebody:{SECRET}@127.0.0.1:{port}/house")
    assert type(told) is TransientError
    assert f"postgresql://127.0.0.1:{port}/house: cannot be reached" in str(told)


def test_a_database_with_too_many_connections_may_pass(
    own_pgserver: OwnServer, pgdatabase: str
) -> None:
    name = urlsplit(pgdatabase).path[1:]
    with psycopg.connect(own_pgserver.socket_url("postgres"), autocommit=True) as connection:
        connection.execute(f"alter database {name} connection limit 0".encode())
    assert type(refused(pgdatabase)) is TransientError


def test_a_wrong_password_no_password_and_no_such_database_are_refused(
    pgserver: TestServer, pgdatabase: str
) -> None:
    name, user = urlsplit(pgdatabase).path[1:], urlsplit(pgdatabase).username
    wrong = refused(pgserver.url(name, user, SECRET))
    none = refused(pgserver.url(name, user))
    absent = refused(pgdatabase.replace(name, "nowhere"))
    assert [type(each) for each in (wrong, none, absent)] == [WarehouseError] * 3
    assert "password authentication failed" in str(wrong)
    assert "no password" in str(none)
    assert 'database "nowhere" does not exist' in str(absent)


# ------------------------------------------------------------------ passwords


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://somebody:{SECRET}@host:port/house",
        f"postgresql://somebody:{SECRET}/more@host/house",
        f"postgresql://somebody:12/{SECRET}@host/house",
        f"postgresql://somebody:12?{SECRET}/3@host/house",
        f"postgresql://somebody:more@{SECRET}@host/house",
        f"postgresql://somebody:%{SECRET}@host/house",
        f"postgresql://somebody@host/house?{SECRET}",
        f"postgresql://somebody@host/house?passwort={SECRET}",
        f"postgresql://somebody@host/house?password={SECRET}&port=x",
    ],
)
def test_a_url_that_cannot_be_read_is_not_told(url: str) -> None:
    with pytest.raises(WarehouseError, match="cannot be read: expected postgresql://user") as told:
        Server(url)
    assert SECRET not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"postgresql://me:{SECRET}@db.example:5433/house", "postgresql://db.example:5433/house"),
        (f"postgresql://me:%40%2F%3A{SECRET}@db.example/house", "postgresql://db.example/house"),
        (
            f"postgresql://db.example/house?user=me&password={SECRET}",
            "postgresql://db.example/house",
        ),
        (f"postgresql:///house?host=/run/pg&password={SECRET}", "postgresql:///house?host=/run/pg"),
        ("postgresql:///?service=house", "postgresql://?service=house"),
        ("postgresql://a:1,b:2/house", "postgresql://a,b:1,2/house"),
    ],
)
def test_a_server_goes_by_its_url_without_user_and_password(url: str, name: str) -> None:
    assert Server(url).name == name


# ------------------------------------------------------------------ how it is reached


def test_variables_say_what_the_url_does_not(
    pgdatabase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in parts(pgdatabase).items():
        monkeypatch.setenv(f"PG{name}".upper().replace("DBNAME", "DATABASE"), value)
    assert asked("postgresql://", "select current_database()") == parts(pgdatabase)["dbname"]


def test_a_service_file_says_what_the_url_does_not(
    pgdatabase: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [f"{name}={value}" for name, value in parts(pgdatabase).items()]
    (tmp_path / "services").write_text("\n".join(["[house]", *lines, ""]), encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", f"{tmp_path}/services")
    url = "postgresql:///?service=house"
    assert asked(url, "select current_database()") == parts(pgdatabase)["dbname"]
    told = refused("postgresql:///?service=shed")
    assert type(told) is WarehouseError
    assert "shed" in str(told)


def test_a_password_file_has_the_password(
    pgserver: TestServer, pgdatabase: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = parts(pgdatabase)
    secret = known["password"].replace(":", "\\:")
    path = tmp_path / "passwords"
    path.write_text(f"*:*:{known['dbname']}:{known['user']}:{secret}\n", encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(path))
    url = pgserver.url(known["dbname"], known["user"])
    assert asked(url, "select current_database()") == known["dbname"]


def test_settings_of_the_user_s_stay(pgdatabase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c work_mem=12345kB")
    monkeypatch.setenv("PGAPPNAME", "monthly")
    assert asked(pgdatabase, "show work_mem") == "12345kB"
    assert asked(pgdatabase, "show application_name") == "monthly"
    monkeypatch.delenv("PGAPPNAME")
    assert asked(pgdatabase, "show application_name") == "reelhouse"


def test_who_reads_may_not_write_and_keeps_limits_that_a_load_does_not_have(
    pgdatabase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c statement_timeout=4s")
    assert asked(pgdatabase, "show statement_timeout", read_only=True) == "4s"
    assert asked(pgdatabase, "show transaction_read_only", read_only=True) == "on"
    assert asked(pgdatabase, "show statement_timeout") == "0"
    assert asked(pgdatabase, "show transaction_read_only") == "off"


def parts(url: str) -> dict[str, str]:
    given = psycopg.conninfo.conninfo_to_dict(url)
    return {name: str(given[name]) for name in ("host", "port", "user", "password", "dbname")}
