"""A Snowflake account for tests: an emulator on this machine, over HTTP, or a real one.

Where the variable REELHOUSE_TEST_SNOWFLAKE holds the URL of a database in an account whose user
may create others, tests use that account instead, and no emulator is started.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.given import given_or_started
from tests.ports import free_ports

from reelhouse.warehouse.snowflake.server import Server as Account

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "REELHOUSE_TEST_SNOWFLAKE"
_LONGEST_SECONDS = 60


class Server:
    """An account that is up, by the URL of one of its databases."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._databases: set[str] = set()

    def create_database(self, name: str) -> str:
        """The URL of a new, empty database."""
        self._run(f"create database {name}")
        self._databases.add(name)
        return urlsplit(self._url)._replace(path=f"/{name}").geturl()

    def drop(self, name: str) -> None:
        """Drop a database."""
        self._run(f"drop database if exists {name}")
        self._databases.discard(name)

    def close(self) -> None:
        """Drop the databases that were created here and are still there."""
        for name in tuple(self._databases):
            self.drop(name)

    def _run(self, statement: str) -> None:
        rows(self._url, statement)


def rows(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """The rows that the last of some statements answers, in a session of their own."""
    connection = Account(url).connect()
    try:
        cursor = connection.cursor()
        for each in statements:
            cursor.execute(each)
        return [tuple(row) for row in cursor.fetchall()]
    finally:
        connection.close()


@contextmanager
def started() -> Iterator[Server]:
    """An emulator, which ends with the block."""
    [port] = free_ports(1)
    process = subprocess.Popen([sys.executable, "-m", "tests.snowemulator", str(port)])
    try:
        until = time.monotonic() + _LONGEST_SECONDS
        while not _is_up(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the emulator of Snowflake does not start")
            time.sleep(0.1)
        yield Server(
            f"snowflake://tester:secret@emulator/start?host=127.0.0.1&port={port}&protocol=http"
        )
    finally:
        process.terminate()
        process.wait()


def _is_up(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def running() -> AbstractContextManager[Server]:
    """The account that tests are given, else an emulator that is started for them."""
    return given_or_started(VARIABLE, Server, started)
