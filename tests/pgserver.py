"""A real PostgreSQL server on this machine: over TCP with passwords, by its socket without.

Where the variable REELHOUSE_TEST_POSTGRES holds the URL of a database whose user may create
others, and roles, tests use that server instead, and none is started.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import tempfile
import time
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlencode, urlsplit

import psycopg
from psycopg import sql
from psycopg.sql import SQL, Identifier
from tests.given import given_or_started
from tests.pgprograms import Account, found, put
from tests.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Mode = Literal["fast", "immediate"]
VARIABLE = "REELHOUSE_TEST_POSTGRES"
_LONGEST_SECONDS = 30
# The watcher's input ends when the process that started it does, in whichever way, and no program
# that the process ran is at work any more: one whose files vanish leaves its shared memory behind.
_WATCHER = """
cat > /dev/null
while [ -e "$1" ]; do
    "$1/programs/bin/pg_ctl" stop --wait -D "$1/data" -m immediate
    rm -rf "$1"
done > /dev/null 2>&1
"""
# Keeps the watcher's input open while a program runs, but not for the server that it starts.
_HOLDER = '"$@" < /dev/null; exit $?'


class Server:
    """A server that is up, as a user sees it who may create databases and roles."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._password = f"{secrets.token_hex(4)}: 100%/of@this"  # a URL has to quote it
        self._roles: dict[bool, str] = {}
        self._databases: set[str] = set()

    def url(self, database: str, user: str | None = None, password: str | None = None) -> str:
        """The URL of a database over TCP, for the user given, else for the one who creates."""
        parts = urlsplit(self._url)
        if user is not None:
            login = quote(user, safe="")
            if password is not None:
                login += ":" + quote(password, safe="")
            parts = parts._replace(netloc=f"{login}@{parts.netloc.rpartition('@')[2]}")
        return parts._replace(path="/" + quote(database, safe="")).geturl()

    def create_database(
        self, name: str, *, may_create_roles: bool = False, template: str = "template0"
    ) -> str:
        """The URL of a new database, empty or like another, for its owner, who is no superuser."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            owner = self._owner(connection, may_create_roles)
            statement = "create database {} owner {} template {} encoding 'UTF8'"
            names = map(Identifier, (name, owner, template))
            connection.execute(SQL(statement).format(*names))
        self._databases.add(name)
        return self.url(name, owner, self._password)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it; nothing where it is gone already."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            statement = SQL("drop database if exists {} with (force)")
            connection.execute(statement.format(Identifier(name)))
        self._databases.discard(name)

    def backend_pids(self, database: str) -> list[int]:
        """The processes that serve connections to a database."""
        statement = (
            "select pid from pg_stat_activity"
            " where datname = %s and backend_type = 'client backend' and pid != pg_backend_pid()"
        )
        with psycopg.connect(self._url) as connection:
            return [pid for (pid,) in connection.execute(statement, [database])]

    def close(self) -> None:
        """Drop the databases and roles that were created here and are still there."""
        for name in tuple(self._databases):
            self.drop(name)
        with psycopg.connect(self._url, autocommit=True) as connection:
            for role in self._roles.values():
                connection.execute(SQL("drop role {}").format(Identifier(role)))

    def _owner(self, connection: psycopg.Connection, may_create_roles: bool) -> str:
        if may_create_roles not in self._roles:
            role = f"owner_{secrets.token_hex(4)}"
            kind = "createrole" if may_create_roles else "nocreaterole"
            statement = SQL("create role {} login {} password {}").format(
                Identifier(role), SQL(kind), sql.Literal(self._password)
            )
            connection.execute(statement)
            # Only a member of a role may make it the owner of a database.
            connection.execute(SQL("grant {} to current_user").format(Identifier(role)))
            self._roles[may_create_roles] = role
        return self._roles[may_create_roles]


class OwnServer(Server):
    """A server started here, which can be stopped, started again and have its processes killed.

    `settings` are those of postgresql.conf. `folder` has the data, the log, the socket and the
    programs.
    """

    def __init__(self, settings: Mapping[str, str]) -> None:
        [self.port] = free_ports(1)
        password = secrets.token_hex(8)
        super().__init__(f"postgresql://postgres:{password}@127.0.0.1:{self.port}/postgres")
        self._account = Account()
        # The name of a socket must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._account.own(self.folder)
        self._watcher = subprocess.Popen(
            ["sh", "-c", _WATCHER, "watcher", str(self.folder)],
            cwd="/",
            stdin=subprocess.PIPE,
            start_new_session=True,
            **self._account.options(),
        )
        try:
            put(found(), self.folder / "programs", self._account)
            self._create(password, settings)
            self.start()
        except BaseException:
            self.close()
            raise

    def socket_url(self, database: str, user: str = "postgres") -> str:
        """The URL of a database by the socket, where nobody is asked for a password."""
        place = urlencode({"host": self.folder, "port": self.port, "user": user})
        return f"postgresql:///{quote(database, safe='')}?{place}"

    @property
    def psql(self) -> Path:
        """The program psql of the same version."""
        return self._program("psql")

    @property
    def pid(self) -> int:
        """The process whose children are all others of the server."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "-D", "data", "-l", "log")

    def stop(self, mode: Mode = "fast") -> None:
        """Stop: orderly, or at once, so that the next start has to recover."""
        self._run("pg_ctl", "stop", "--wait", "-D", "data", "-m", mode)

    def kill_backend(self, pid: int) -> None:
        """Kill a process of the server; returns when the server is up again after it.

        All other connections break as well: the server starts its processes anew.
        """
        before = self._checkpointer()
        os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + _LONGEST_SECONDS
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError):
                if self._checkpointer() not in (None, before):
                    return
            time.sleep(0.02)
        raise RuntimeError(f"the server has not come back after a kill\n{self._log()}")

    def close(self) -> None:
        """End the server and remove its folder."""
        assert self._watcher.stdin is not None
        self._watcher.stdin.close()
        self._watcher.wait()

    def _create(self, password: str, settings: Mapping[str, str]) -> None:
        secret = self.folder / "password"
        secret.write_text(password, encoding="ascii")
        self._account.own(self.folder)
        self._run(
            *("initdb", "-D", "data", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"),
            *("--username=postgres", "--pwfile=password"),
            *("--auth-local=trust", "--auth-host=scram-sha-256"),
        )
        usual = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
        }
        with (self.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as lines:
            for name, value in {**usual, **settings}.items():
                lines.write("{} = '{}'\n".format(name, value.replace("'", "''")))

    def _run(self, program: str, *arguments: str) -> None:
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                ["sh", "-c", _HOLDER, "holder", self._program(program), *arguments],
                cwd=self.folder,
                check=False,
                stdin=self._watcher.stdin,
                stdout=output,
                stderr=output,
                **self._account.options(),
            )
            output.seek(0)
            said = output.read().decode(errors="replace")
        if done.returncode:
            command = " ".join([program, *arguments])
            raise RuntimeError(f"{command} failed: {said}{self._log()}")

    def _program(self, name: str) -> Path:
        return self.folder / "programs" / "bin" / name

    def _log(self) -> str:
        log = self.folder / "log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def _checkpointer(self) -> int | None:
        statement = "select pid from pg_stat_activity where backend_type = 'checkpointer'"
        with psycopg.connect(self._url) as connection:
            row = connection.execute(statement).fetchone()
        return None if row is None else int(row[0])


@contextmanager
def started(settings: Mapping[str, str] | None = None) -> Iterator[OwnServer]:
    """A server with these settings, which ends with the block or the process.

    Raises NoPostgresError where PostgreSQL is not installed. Without settings it is quick and
    would not survive a loss of power.
    """
    server = OwnServer(settings or {})
    try:
        yield server
    finally:
        server.close()


def running() -> AbstractContextManager[Server]:
    """The server that tests are given, else one that is started for them."""
    return given_or_started(VARIABLE, Server, started)
