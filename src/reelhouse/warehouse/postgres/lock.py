"""One writer at a time: an advisory lock, which ends with the session that holds it."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from reelhouse.lock import still_locked, waiting
from reelhouse.resources import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

KEY = 0x7265656C  # "reel"; each database has locks of its own

_SECONDS_BETWEEN_TRIES = 0.1


@contextmanager
def writing(
    connection: psycopg.Connection[Any], name: str, wait: float, tell: Callable[[str], None]
) -> Iterator[None]:
    """Be the one that writes this database; others wait up to `wait` seconds, and are told why.

    The server lets go of the lock when the session ends, however it ends. Raises LockedError where
    the wait was too short.
    """
    import psycopg

    until = time.monotonic() + wait
    has_told = False
    while not _acquire(connection):
        if not has_told:
            tell(waiting(name, _holder(connection), wait))
            has_told = True
        if time.monotonic() >= until:
            raise still_locked(name, _holder(connection), wait)
        time.sleep(_SECONDS_BETWEEN_TRIES)
    try:
        yield
    finally:
        with suppress(psycopg.Error):  # of a session that has ended there is nothing to let go
            connection.execute("select pg_advisory_unlock(%s)", [KEY])


def _acquire(connection: psycopg.Connection[Any]) -> bool:
    [(is_ours,)] = connection.execute("select pg_try_advisory_lock(%s)", [KEY]).fetchall()
    return bool(is_ours)


def _holder(connection: psycopg.Connection[Any]) -> str:
    found = connection.execute(sql("warehouse/postgres/sql", "lock_holder", number=str(KEY)))
    [(told,)] = found.fetchall() or [("another process",)]
    return str(told)
