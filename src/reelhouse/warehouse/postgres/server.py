"""The server: how it is reached, and what its errors mean."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reelhouse.errors import (
    DeniedError,
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

APPLICATION = "reelhouse"

_CONNECT_SECONDS = 10

# Classes and codes of PostgreSQL's errors: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PASSING = ("08", "40", "53300", "55P03", "57P0")
_NO_SPACE = ("53100",)
_CANCELED = "57014"
_DENIED = "42501"


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

        options = "-c timezone=UTC -c client_min_messages=warning"
        if read_only:
            options += " -c default_transaction_read_only=on"
        given = psycopg.conninfo.conninfo_to_dict(self._url)
        with self.errors_told():
            return psycopg.connect(
                self._url,
                autocommit=True,
                application_name=APPLICATION,
                connect_timeout=given.get("connect_timeout") or _CONNECT_SECONDS,
                options=f"{given.get('options') or ''} {options}".strip(),
            )

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

        said = str(error).strip()
        code = error.sqlstate
        if code is None and isinstance(error, psycopg.OperationalError):
            # Nobody answered, or the connection broke; a server that refuses is quoted.
            if "FATAL" in said and not any(each in said for each in _STARTING):
                return WarehouseError(f"{self.name}: refuses: {said}")
            return TransientError(f"{self.name}: cannot be reached: {said}")
        if code is not None and code.startswith(_NO_SPACE):
            return StorageError(
                f"{self.name}: its disk is full; nothing was published, and what was there before "
                f"is as it was: {said}"
            )
        if code == _DENIED:
            return DeniedError(f"{self.name}: {said}")
        if code == _CANCELED:
            return StoppedError(f"{self.name}: a query was stopped before its end: {said}")
        if code is not None and code.startswith(_PASSING):
            return TransientError(f"{self.name}: gave up: {said}")
        return WarehouseError(f"{self.name}: {said}")


_STARTING = ("starting up", "shutting down", "too many clients", "remaining connection slots")


def _without_password(url: str) -> str:
    """The URL as it may be shown."""
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError(
            'a warehouse on PostgreSQL needs its driver: run `pip install "reelhouse[postgres]"`'
        ) from error
    try:
        given = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise WarehouseError(f"the URL of the warehouse cannot be read: {error}") from error
    if service := given.get("service"):
        return f"postgresql://?service={service}"
    host = given.get("host") or ""
    if str(host).startswith("/"):  # a folder of sockets
        return f"postgresql:///{given.get('dbname') or ''}?host={host}"
    port = f":{given['port']}" if given.get("port") else ""
    return f"postgresql://{host}{port}/{given.get('dbname') or ''}"
