"""Connections that are encrypted, and servers that are who they say."""

from __future__ import annotations

import select
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.pgprograms import Account
from tests.pgserver import OwnServer
from tests.warehouse.postgres.refusals import refused

from reelhouse.errors import WarehouseError
from reelhouse.warehouse.postgres.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("no_variables")


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
    pgdatabase: str, certificate: Path
) -> None:
    with encrypting(certificate, urlsplit(pgdatabase).port or 5432) as port:
        require_verified(pgdatabase, port, certificate)


def test_a_server_that_encrypts_is_verified_as_asked(certificate: Path) -> None:
    with encrypted(certificate) as server:
        url = server.create_database("house")
        require_verified(url, server.port, certificate)


def require_verified(url: str, port: int, certificate: Path) -> None:
    """The server that encrypts at this port of `localhost` is the one of the certificate."""
    url = url.replace(f"127.0.0.1:{urlsplit(url).port}", f"localhost:{port}")
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
def encrypted(certificate: Path) -> Iterator[OwnServer]:
    """A server that encrypts by itself, as most do; skipped where its programs cannot."""
    with tempfile.TemporaryDirectory() as folder:  # everybody can pass through this one
        own = Path(folder) / "server.pem"
        shutil.copy(certificate, own)
        own.chmod(0o600)
        Account().own(own.parent)
        settings = {"ssl": "on", "ssl_cert_file": str(own), "ssl_key_file": str(own)}
        try:
            server = OwnServer(settings)
        except RuntimeError as error:
            if "SSL is not supported by this build" in str(error):
                pytest.skip("these programs of PostgreSQL were built without TLS")
            raise
        with closing(server):
            yield server


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
