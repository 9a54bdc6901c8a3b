"""The server: how it is reached, and what its errors mean."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reelhouse.errors import (
    DeniedError,
    IntegrityError,
    MissingExtraError,
    ReelhouseError,
    StoppedError,
    StorageError,
    TransientError,
    WarehouseError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

_CONNECT_SECONDS = 10
_SETTINGS = "set timezone = 'UTC'; set client_min_messages = warning"
_READING = "; set default_transaction_read_only = on"
# What a role or a database is given for people who ask would end a load, or the session that waits
# for the others of one.
_WRITING = (
    "; set statement_timeout = 0; set lock_timeout = 0; set idle_session_timeout = 0"
    "; set idle_in_transaction_session_timeout = 0"
)

# Classes and codes of PostgreSQL's errors: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PASSING = ("08", "40", "53300", "55P03", "57P0")
_NO_SPACE = ("53100",)
_BROKEN = "23"
_CANCELED = "57014"
_DENIED = "42501"

# What is said of a connection that is not made has no code.
_NOT_NOW = ("the database system is", "too many c", "connection slots", "terminating connection")
_NEVER = ("FATAL", "password", "SSL was required", "certificate", "service", "invalid")


class Server:
    """A database on a server, by its URL.

    What the URL leaves open is settled by the variables and files of PostgreSQL's own tools, such
    as PGHOST, PGSSLMODE, PGSERVICE and ~/.pgpass.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self.name = _without_password(url)

    def connect(self, *, read_only: bool = False) -> psycopg.Connection[Any]:
        """A connection on which each statement counts by itself, unless in a transaction.

        Raises TransientError where the server cannot be reached now, WarehouseError where it
        refuses.
        """
        import psycopg

        given = psycopg.conninfo.conninfo_to_dict(self._url)
        seconds = given.get("connect_timeout") or os.environ.get("PGCONNECT_TIMEOUT")
        with self.errors_told():
            connection = psycopg.connect(
                self._url,
                autocommit=True,
                fallback_application_name="reelhouse",
                connect_timeout=seconds or _CONNECT_SECONDS,
            )
            try:  # said now, since options would take the place of the user's own
                connection.execute(_SETTINGS + (_READING if read_only else _WRITING))
            except psycopg.Error:
                connection.close()
                raise
        return connection

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Raise an error of Reelhouse's for one of the server's in the block."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise self._told(error) from error

    def _told(self, error: psycopg.Error) -> ReelhouseError:
        import psycopg

        said, code = str(error).strip(), error.sqlstate
        if code is None and isinstance(error, psycopg.OperationalError):
            if any(each in said for each in _NEVER) and not any(each in said for each in _NOT_NOW):
                return WarehouseError(f"{self.name}: refuses: {said}")
            return TransientError(f"{self.name}: cannot be reached: {said}")
        if code is not None and code.startswith(_NO_SPACE):
            return StorageError(
                f"{self.name}: its disk is full; nothing was published, and what was there before "
                f"is as it was: {said}"
            )
        if code is not None and code.startswith(_BROKEN):
            return IntegrityError(
                f"{self.name}: nothing was published, since a key or a check does not hold: {said}"
            )
        if code == _DENIED:
            return DeniedError(f"{self.name}: {said}")
        if code == _CANCELED:
            return StoppedError(f"{self.name}: a query was stopped before its end: {said}")
        if code is not None and code.startswith(_PASSING):
            return TransientError(f"{self.name}: gave up: {said}")
        return WarehouseError(f"{self.name}: {said}")


def _without_password(url: str) -> str:
    """The URL as it may be shown.

    WarehouseError where it cannot be read; what was found there is not told, since a part of a
    password may be taken for anything.
    """
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError(
            'a warehouse on PostgreSQL needs its driver: run `pip install "reelhouse[postgres]"`'
        ) from error
    try:
        given = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        given = None
    if given is None or not _is_plain(url, str(given.get("port") or "")):
        raise WarehouseError(
            "the URL of the warehouse cannot be read: expected "
            "postgresql://user:password@host:port/database, in whose parts each of @ : / ? # % is "
            "written by its code, such as %40 for @"
        )
    if service := given.get("service"):
        return f"postgresql://?service={service}"
    host = given.get("host") or ""
    if str(host).startswith("/"):  # a folder of sockets
        return f"postgresql:///{given.get('dbname') or ''}?host={host}"
    port = f":{given['port']}" if given.get("port") else ""
    return f"postgresql://{host}{port}/{given.get('dbname') or ''}"


def _is_plain(url: str, port: str) -> bool:
    """Whether nothing of a password can have become a host, a port or a database."""
    login, at, place = url.partition("://")[2].partition("@")
    return (port.replace(",", "").isdecimal() or not port) and not (
        at and ("/" in login.partition("?")[0] or "@" in place.partition("?")[0])
    )
