"""The warehouse in a Snowflake account as it is read."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from reelhouse.errors import DeniedError, ReelhouseError, TransientError, WarehouseError
from reelhouse.warehouse.asking import bound, nothing_there, of_another_version
from reelhouse.warehouse.snowflake.server import ABSENT, UNKNOWN_COLUMN, Server

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from snowflake.connector import SnowflakeConnection
    from snowflake.connector.cursor import ResultMetadata, SnowflakeCursor

_FIXED = 0
_TYPES = {
    1: pa.float64(),
    2: pa.string(),
    3: pa.date32(),
    6: pa.timestamp("us", "UTC"),
    7: pa.timestamp("us", "UTC"),
    8: pa.timestamp("us", "UTC"),
    13: pa.bool_(),
}
"""Types by their numbers in the driver, but for whole numbers and decimals."""

_INTEGER_DIGITS = 10
"""As many has a column of 32 bits, see `schema.ddl`; counts and sums have more."""


class SnowflakeReader:
    """Answers queries in a session of an account: see `Warehouse`."""

    def __init__(self, server: Server, connection: SnowflakeConnection) -> None:
        self._server = server
        self._connection = connection
        self._state: str | None = None

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query, in the state that is current at its beginning."""
        text, named = bound(sql.replace("%", "%%"), parameters, r"%(\1)s")
        try:
            with self._server.errors_told(), self._connection.cursor() as cursor:
                return _answer(cursor, text, named)
        except WarehouseError as error:
            number = getattr(error.__cause__, "errno", None)
            if number == UNKNOWN_COLUMN:
                raise of_another_version(self._server.name, error.__cause__) from error
            if number in ABSENT:
                self._require_warehouse()
                raise DeniedError(
                    f"{self._server.name}: {error.__cause__}: it is of another version of "
                    "Reelhouse, or this role may not see it"
                ) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All queries in the block see the state at its beginning; TransientError where not.

        Snowflake gives a state to each statement, not to a transaction. So it is looked afterwards
        whether the state still is the same.
        """
        before = self._require_warehouse()
        yield
        if self._require_warehouse() != before:
            raise TransientError(
                f"{self._server.name}: a load has published while it was asked: ask again"
            )

    @property
    def version(self) -> Hashable:
        """The state that is current: see `Watch`."""
        return self._require_warehouse()

    def close(self) -> None:
        """Let go of the session."""
        self._connection.close()

    def _require_warehouse(self) -> str:
        """The state that is current; NoWarehouseError where there is none."""
        statement = "select state_id from reports.scope where state_id is not null"
        try:
            with self._server.errors_told(), self._connection.cursor() as cursor:
                found = _answer(cursor, statement, {}).to_pylist()
        except WarehouseError as error:
            if getattr(error.__cause__, "errno", None) not in ABSENT:
                raise
            found = []
        if not found:
            raise nothing_there(self._server.name)
        return str(found[0]["state_id"])


class SnowflakeWarehouse(SnowflakeReader):
    """A warehouse in an account, open for reading in a session of its own: see `SharedWarehouse`.

    It reads the state that is current at the time of each query.
    """

    def __init__(self, url: str) -> None:
        server = Server(url)
        super().__init__(server, server.connect())
        self._url = url

    def fork(self) -> SnowflakeWarehouse:
        """Another session of the same account."""
        return SnowflakeWarehouse(self._url)

    def have_marts_at_hand(self) -> None:
        """Nothing to be done: the account has them as tables."""

    def interrupt(self) -> None:
        """End the query that goes on, from another session; where that fails it ends by itself."""
        session = int(self._connection.session_id)
        with suppress(ReelhouseError), self._server.errors_told():
            other = self._server.connect()
            try:
                other.cursor().execute(f"select system$cancel_all_queries({session})")
            finally:
                other.close()


def _answer(cursor: SnowflakeCursor, text: str, named: Mapping[str, object]) -> pa.Table:
    """The answer as Arrow, in the types that the embedded warehouse gives."""
    cursor.execute(text, dict(named))
    rows = cursor.fetchall()
    names, columns = [], []
    for place, column in enumerate(cursor.description):
        names.append(column.name.lower())
        values: list[Any] = [row[place] for row in rows]
        columns.append(pa.array(values, _type(column)))
    return pa.table(columns, names=names)


def _type(column: ResultMetadata) -> pa.DataType:
    if column.type_code != _FIXED:
        return _TYPES[column.type_code]
    if column.scale:
        return pa.decimal128(column.precision or 38, column.scale)
    return pa.int32() if (column.precision or 38) <= _INTEGER_DIGITS else pa.int64()
