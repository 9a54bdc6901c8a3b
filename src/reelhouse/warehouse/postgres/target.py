"""The warehouse on PostgreSQL as it is written: one transaction a publication."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from reelhouse.errors import TransientError, WarehouseError
from reelhouse.progress import stage
from reelhouse.warehouse.ledger import read_ledger
from reelhouse.warehouse.postgres import building, lock
from reelhouse.warehouse.postgres.changing import change
from reelhouse.warehouse.postgres.reader import PostgresReader
from reelhouse.warehouse.postgres.roles import grants, make_reader
from reelhouse.warehouse.postgres.server import Server
from reelhouse.warehouse.postgres.tables import SCHEMAS, fingerprint, is_ours
from reelhouse.warehouse.sent import SentTarget
from reelhouse.workbench import storage_errors_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import psycopg

    from reelhouse.progress import Progress
    from reelhouse.warehouse.ledger import Ledger
    from reelhouse.workbench import Workbench


class PostgresTarget(SentTarget):
    """A database on a server that is brought up to date: see `Target`."""

    def __init__(self, url: str, workplace: Path, progress: Progress) -> None:
        super().__init__(workplace, progress)
        self._server = Server(url)
        self._connection: psycopg.Connection[Any] | None = None

    @contextmanager
    def writing(self, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
        """Hold the lock of the session in which all is published."""
        with (
            storage_errors_told(self._workplace),
            closing(self._server.connect()) as connection,
            self._server.errors_told(),
            lock.writing(connection, self._server.name, wait, tell),
        ):
            self._connection = connection
            building.sweep(connection)
            make_reader(connection, tell)
            yield

    def ledger(self, *, anew: bool) -> Ledger | None:
        """Read it; WarehouseError where the database has schemas of somebody else's."""
        connection = self._session()
        found = connection.execute(
            "select nspname, obj_description(oid, 'pg_namespace') from pg_namespace"
            " where nspname = any(%s)",
            [list(SCHEMAS)],
        ).fetchall()
        if not found:
            return None
        foreign = sorted(name for name, said in found if not is_ours(said))
        if foreign:
            raise WarehouseError(
                f"{self._server.name}: has schemas of names that Reelhouse needs, which it did not "
                f"make: {', '.join(foreign)}; give another database with --warehouse, or rename "
                "them"
            )
        if dict(found) != dict.fromkeys(SCHEMAS, fingerprint()):
            return None  # of another version, or a part of it is gone: it is made anew
        for statement in grants(connection):
            connection.execute(statement)
        try:
            return read_ledger(PostgresReader(self._server, connection))
        except WarehouseError as error:
            if anew and not isinstance(error, TransientError):
                return None
            raise

    def _send(self, bench: Workbench, kept: list[str] | None) -> None:
        connection = self._session()
        if kept is None:
            building.build(bench, self._server, connection, self._progress)
            building.take_the_place(connection, self._server.name)
            building.sweep(connection)
            return
        with stage(self._progress, "change"):
            change(bench, connection, self._changes, kept)

    def _session(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            raise RuntimeError("a target is used while it is being written")
        return self._connection
