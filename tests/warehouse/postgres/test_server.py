"""How a server is reached, what its errors mean, and that no password is told."""

from __future__ import annotations

import os
import select
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import traceback
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

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

    from tests.pgserver import OwnServer
    from tests.pgserver import Server as TestServer

SECRET = "s3cr3t"  # noqa: S105 - what must not be told


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PostgreSQL's variables and files say nothing, whatever this machine has."""
    for name in os.environ:
        if name.startswith("PG"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PGPASSFILE", f"{tmp_path}/none")
    monkeypatch.setenv("PGSERVICEFILE", f"{tmp_path}/none-either")


def asked(url: str, statement: str, *, read_only: bool = False) -> object:
    with closing(Server(url).connect(read_only=read_only)) as connection:
        [(value,)] = connection.execute(statement.encode()).fetchall()
    return value


def refused(url: str) -> ReelhouseError:
    with pytest.raises(ReelhouseError) as told:
        Server(url).connect()
    text = "".join(traceback.format_exception(told.value))
    assert SECRET not in text
    password = urlsplit(url).password
    assert not password or unquote(password) not in text
    return told.value


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


# ------------------------------------------------------------------ encrypted


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for `localhost` that nobody has signed but itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, which makes a certificate")
    path = tmp_path / "server.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    command += " -addext subjectAltName=DNS:localhost"
    arguments = [*command.split(), "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run(arguments, check=True, capture_output=True)
    with path.open("a") as pem:
        pem.write(Path(f"{path}.crt").read_text())
    return path


def test_a_connection_is_encrypted_and_verified_as_asked(
    pgserver: TestServer, pgdatabase: str, certificate: Path
) -> None:
    with encrypting(certificate, urlsplit(pgdatabase).port or 5432) as port:
        url = pgdatabase.replace(f"127.0.0.1:{urlsplit(pgdatabase).port}", f"localhost:{port}")
        assert is_encrypted(f"{url}?sslmode=require")
        verified = f"sslmode=verify-full&sslrootcert={certificate}"
        assert is_encrypted(f"{url}?{verified}")
        another_name = refused(f"{url.replace('localhost', '127.0.0.1')}?{verified}")
        unknown = refused(f"{url}?sslmode=verify-full&sslrootcert=system")
        absent = refused(f"{url}?sslmode=verify-full&sslrootcert={certificate}.not")
    assert [type(each) for each in (another_name, unknown, absent)] == [WarehouseError] * 3
    assert 'server certificate for "localhost"' in str(another_name)
    assert "certificate verify failed" in str(unknown)
    assert "does not exist" in str(absent)


def is_encrypted(url: str) -> bool:
    with closing(Server(url).connect()) as connection:
        return connection.pgconn.ssl_in_use


@contextmanager
def encrypting(certificate: Path, target: int) -> Iterator[int]:
    """The port of what encrypts connections before a server that cannot do it itself.

    It talks as a server does: the request for encryption comes in the clear, and is granted.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=serve, args=(client,)).start()

    def serve(client: socket.socket) -> None:
        with client, suppress(OSError):
            client.recv(8)
            client.sendall(b"S")
            with (
                context.wrap_socket(client, server_side=True) as plain,
                socket.create_connection(("127.0.0.1", target)) as server,
            ):
                pass_on(plain, server)

    threading.Thread(target=accept, daemon=True).start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def pass_on(client: ssl.SSLSocket, server: socket.socket) -> None:
    """What either says, until one of them has nothing more to say."""
    while True:
        ready = [client] if client.pending() else select.select([client, server], [], [])[0]
        for each in ready:
            data = each.recv(4096)
            if not data:
                return
            (server if each is client else client).sendall(data)


def test_a_server_that_cannot_encrypt_is_refused_where_that_is_asked(pgdatabase: str) -> None:
    told = refused(f"{pgdatabase}?sslmode=require")
    assert type(told) is WarehouseError
    assert "does not support SSL" in str(told)
