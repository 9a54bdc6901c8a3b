from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests import browser as chromium
from tests import pgserver as postgres
from tests import proxy, s3server, snowserver
from tests.chromium import NoChromiumError
from tests.pgprograms import NoPostgresError
from tests.states import KINDS, Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.pgserver import OwnServer
    from tests.pgserver import Server as PostgresServer
    from tests.proxy import Proxy
    from tests.s3server import Server
    from tests.snowserver import Server as SnowflakeServer


_SERVERS = {"postgres": "pgserver", "snowflake": "account"}
"""The fixture of the server of each kind of warehouse."""


# A disk in memory, as Linux has it.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108
_ROOM_BYTES = 4 << 30


def pytest_configure() -> None:
    """Have all that tests write lie in memory where there is room, unless TMPDIR says otherwise.

    Every load flushes some thirty files to disk, and waits for each.
    """
    if "TMPDIR" in os.environ or not _IN_MEMORY.is_dir():
        return
    if shutil.disk_usage(_IN_MEMORY).free >= _ROOM_BYTES:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_IN_MEMORY)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Server]:
    """A real S3 server, one a worker; each test uses keys of its own."""
    with s3server.running() as server:
        yield server


@pytest.fixture
def s3_proxy(s3_server: Server) -> Iterator[Proxy]:
    """A way to that server on which connections are cut when a test says so."""
    with proxy.running(s3_server.port) as way:
        yield way


@pytest.fixture
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """AWS's variables, files and machine roles hold no credentials, whatever this machine has."""
    for name in os.environ:
        if name.startswith(("AWS_", "REELHOUSE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("AWS_CONFIG_FILE", f"{tmp_path}/no-config")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", f"{tmp_path}/no-credentials")


@pytest.fixture
def owner(no_credentials: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables hold the credentials of the server's owner."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "owner")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", s3server.OWNER_SECRET)


@pytest.fixture(scope="session")
def pgserver() -> Iterator[PostgresServer]:
    """A real PostgreSQL server, one a worker; each test uses databases of its own."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(postgres.running())
        except NoPostgresError as error:
            pytest.skip(str(error))
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, one a worker; each visit has a profile of its own."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(chromium.running())
        except NoChromiumError as error:
            pytest.skip(str(error))
        yield running


@pytest.fixture(scope="session")
def account() -> Iterator[SnowflakeServer]:
    """A Snowflake account, or an emulator of one, one a worker; tests use their own databases."""
    with snowserver.running() as server:
        yield server


@pytest.fixture
def own_pgserver(pgserver: PostgresServer) -> OwnServer:
    """That server, where it is one that tests may stop and whose processes they may kill."""
    if not isinstance(pgserver, postgres.OwnServer):
        pytest.skip(f"the server that {postgres.VARIABLE} names is not for tests to stop")
    return pgserver


@pytest.fixture
def pgdatabase(pgserver: PostgresServer) -> Iterator[str]:
    """The URL of a new empty database for an owner who is no superuser."""
    name = f"test_{uuid4().hex}"
    yield pgserver.create_database(name)
    pgserver.drop(name)


@pytest.fixture(params=KINDS)
def places(request: pytest.FixtureRequest) -> Iterator[Places]:
    """Where houses can be, with each kind of warehouse."""
    yield from places_of(request)


def places_of(request: pytest.FixtureRequest) -> Iterator[Places]:
    """The places of a fixture whose parameter is the kind of warehouse."""
    server = _SERVERS.get(request.param)
    found = Places(request.getfixturevalue(server) if server else None)
    yield found
    found.clear()
