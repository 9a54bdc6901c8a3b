"""The warehouse on PostgreSQL as it is read."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from reelhouse.errors import TransientError, WarehouseError
from reelhouse.warehouse.asking import bound, nothing_there, of_another_version
from reelhouse.warehouse.postgres.server import Server

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import psycopg

_TYPES = {
    "bool": pa.bool_(),
    "int2": pa.int16(),
    "int4": pa.int32(),
    "int8": pa.int64(),
    "text": pa.string(),
    "varchar": pa.string(),
    "date": pa.date32(),
    "timestamptz": pa.timestamp("us", "UTC"),
    "float8": pa.float64(),
}


class PostgresReader:
    """Answers queries in a session of a server: see `Warehouse`."""

    def __init__(self, server: Server, connection: psycopg.Connection[Any]) -> None:
        self._server = server
        self._connection = connection
        self._is_in_snapshot = False

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query, in a state of its own unless in a `snapshot`."""
        import psycopg

        text, named = bound(sql.replace("%", "%%"), parameters, r"%(\1)s")
        try:
            with self._server.errors_told():
                cursor = self._connection.execute(
                    text, {name: _held(value) for name, value in named.items()}
                )
                return _table(cursor)
        except WarehouseError as error:
            cause = error.__cause__
            absent = (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName)
            if isinstance(cause, (*absent, psycopg.errors.UndefinedColumn)):
                if isinstance(cause, absent) and not self._is_in_snapshot:
                    self._require_warehouse()
                raise of_another_version(self._server.name, cause) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All queries in the block see the state at its beginning.

        A warehouse that is built anew takes the place of the one before it by name, which a
        snapshot alone does not hold off; the lock does, and waits where that is just going on.
        """
        self._require_warehouse()
        with self._server.errors_told(), self._connection.transaction():
            self._connection.execute("set transaction isolation level repeatable read")
            self._connection.execute("lock table reports.scope in access share mode")
            self._is_in_snapshot = True
            try:
                yield
            finally:
                self._is_in_snapshot = False

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _require_warehouse(self) -> None:
        (found,) = self.query("select to_regclass('reports.scope') is null as absent").to_pylist()
        if found["absent"]:
            raise nothing_there(self._server.name)


class PostgresWarehouse(PostgresReader):
    """A warehouse on a server, open for reading in a session of its own: see `SharedWarehouse`.

    It reads the state that is current at the time of each query, or of a snapshot's beginning.
    """

    def __init__(self, url: str) -> None:
        server = Server(url)
        super().__init__(server, server.connect(read_only=True))
        self._url = url

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query; in another session where the server has ended this one meanwhile."""
        try:
            return super().query(sql, parameters)
        except TransientError:
            if self._is_in_snapshot or not self._connection.closed:
                raise
            self.close()
            self._connection = self._server.connect(read_only=True)
            return super().query(sql, parameters)

    def fork(self) -> PostgresWarehouse:
        """Another session of the same server."""
        return PostgresWarehouse(self._url)

    def have_marts_at_hand(self) -> None:
        """Nothing to be done: the server has them as tables."""

    def interrupt(self) -> None:
        """End the query that goes on; a server that cannot be reached has ended it already."""
        import psycopg

        with suppress(psycopg.Error):
            self._connection.cancel_safe()

    @property
    def version(self) -> Hashable:
        """What is another one when a load has published: see `Watch`.

        A build puts another table in the place of the scope, a change in place another state into
        it; those who see the reports alone see that, too.
        """
        scope = "select cast(tableoid as bigint) as number, state_id from reports.scope"
        (found,) = self.query(scope).to_pylist()
        return found["number"], found["state_id"]


def _held(value: object) -> object:
    """A value as it is held here, where U+0000 is the replacement character: see `copying`."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _table(cursor: psycopg.Cursor[Any]) -> pa.Table:
    """The answer as Arrow, in the types that the embedded warehouse gives."""
    rows = cursor.fetchall()
    names, columns = [], []
    for place, column in enumerate(cursor.description or ()):
        names.append(column.name)
        values = [row[place] for row in rows]
        columns.append(pa.array(values, _type(column)))
    return pa.table(columns, names=names)


def _type(column: psycopg.Column) -> pa.DataType:
    if column.type_display.startswith("numeric"):
        return pa.decimal128(column.precision or 38, column.scale or 0)
    return _TYPES[column.type_display.partition("(")[0]]
