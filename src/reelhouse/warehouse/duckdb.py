"""The embedded warehouse: one DuckDB file."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reelhouse.errors import DamagedError, StoppedError, WarehouseError
from reelhouse.resources import quoted
from reelhouse.schema import columns_expected
from reelhouse.warehouse.asking import bound, nothing_there, of_another_version
from reelhouse.warehouse.marts import reports_expected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_DAMAGED = "Corrupt database file"
_SMALL_BYTES = 64 * 1024
AT_HAND = (
    "scope",
    "counted_year",
    "company",
    "genre",
    "company_year",
    "genre_year",
    "company_year_genre",
    "genre_year_measure",
)
"""Marts that are small, or asked for by everybody. Of the others only what is asked is computed."""
_PATH = "memory.reports,warehouse.reports,warehouse.movies,warehouse.reelhouse,warehouse.main"


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Raise DamagedError where DuckDB finds in the block that a file is damaged."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        if _DAMAGED not in str(error):
            raise
        raise DamagedError(
            f"{name}: is damaged: {error}\n`reelhouse rebuild` makes it anew from the lake"
        ) from error


@dataclass
class Unchanging:
    """What readers share of a file that does not change any more.

    `answers` are small ones to questions without parameters, such as the scope: each is asked
    once. `has_marts` is whether the marts of AT_HAND are tables in memory.
    """

    answers: dict[str, pa.Table] = field(default_factory=dict)
    has_marts: bool = False


class DuckDBReader:
    """Answers queries over a DuckDB connection; `name` is what errors call it.

    `unchanging` is given where that is so of what it reads.
    """

    def __init__(
        self, connection: DuckDBPyConnection, name: str, unchanging: Unchanging | None = None
    ) -> None:
        self._connection = connection
        self._name = name
        self._unchanging = unchanging
        self._reads_memory = False

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query: see `Warehouse`."""
        text, named = bound(sql, parameters, r"$\1")
        if self._unchanging is None or named:
            return self._asked(text, named)
        answer = self._unchanging.answers.get(text)
        if answer is None:
            answer = self._asked(text, named)
            if answer.nbytes <= _SMALL_BYTES:
                self._unchanging.answers[text] = answer
        return answer

    def _asked(self, text: str, named: dict[str, object]) -> pa.Table:
        if self._unchanging is not None and self._unchanging.has_marts and not self._reads_memory:
            self._connection.execute(f"set search_path = '{_PATH}'")
            self._reads_memory = True
        with self._errors_told():
            return self._connection.sql(text, params=named).to_arrow_table()

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        import duckdb

        try:
            with damage_told(self._name):
                yield
        except duckdb.IOException as error:
            raise WarehouseError(f"{self._name}: cannot be read: {error}") from error
        except duckdb.InterruptException as error:
            raise StoppedError(f"{self._name}: a query was stopped before its end") from error
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise of_another_version(self._name, error) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Nothing to be done: what is read here is not written any more."""
        yield

    def fork(self) -> DuckDBReader:
        """A reader of the same state for another thread: see `SharedWarehouse`."""
        [(database,)] = self._connection.execute("select current_database()").fetchall()
        connection = self._connection.cursor()
        _use(connection, str(database))
        return DuckDBReader(connection, self._name, self._unchanging)

    def have_marts_at_hand(self) -> None:
        """Compute marts of a file that does not change any more: see `SharedWarehouse`."""
        if self._unchanging is None or self._unchanging.has_marts:
            return
        marts = [
            f"create or replace table memory.reports.{name} as from warehouse.reports.{name}"
            for name in AT_HAND
        ]
        with self._errors_told(), closing(self._connection.cursor()) as connection:
            for statement in ("create schema if not exists memory.reports", *marts):
                connection.execute(statement)
        self._unchanging.has_marts = True

    def interrupt(self) -> None:
        """End the query that goes on: see `SharedWarehouse`."""
        self._connection.interrupt()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _use(connection: DuckDBPyConnection, database: str) -> None:
    """Set what belongs to one connection alone."""
    connection.execute(f"use \"{database}\"; set TimeZone = 'UTC'")


class DuckDBWarehouse(DuckDBReader):
    """A warehouse file, open for reading.

    It stays as it was when it was opened: a load puts another file in its place. Raises
    WarehouseError where the file is not there or is no warehouse.
    """

    def __init__(self, path: Path) -> None:
        import duckdb

        if not path.exists():
            raise nothing_there(str(path))
        # Attached rather than connected to: DuckDB would hand out a file that this process has
        # open already, though another one has taken its place.
        connection = duckdb.connect()
        try:
            with damage_told(str(path)):
                connection.execute(f"attach {quoted(path)} as warehouse (read_only)")
        except DamagedError:
            connection.close()
            raise
        except duckdb.Error as error:
            connection.close()
            raise WarehouseError(
                f"{path}: cannot be opened: {error}\nIf it is damaged, `reelhouse rebuild` makes "
                "it anew from the lake"
            ) from error
        _use(connection, "warehouse")
        super().__init__(connection, str(path), Unchanging())

    @property
    def columns(self) -> frozenset[tuple[str, str]]:
        """Full name of the table and name of each column that the warehouse has, without marts."""
        found = self.query(
            "select schema_name || '.' || table_name as table_name, column_name "
            "from duckdb_columns() "
            "where database_name = 'warehouse' and schema_name in ('movies', 'reelhouse')"
        )
        return frozenset((row["table_name"], row["column_name"]) for row in found.to_pylist())

    @property
    def is_of_this_version(self) -> bool:
        """Whether it has the tables, marts, views and macros that this version makes."""
        return self.columns == columns_expected() and self._reports == reports_expected()

    @property
    def _reports(self) -> frozenset[str]:
        """Names of everything in the schema `reports`."""
        found = self.query(
            "with made as ("
            "select database_name, schema_name, table_name as name from duckdb_tables() "
            "union all select database_name, schema_name, view_name from duckdb_views() "
            "union all select database_name, schema_name, function_name from duckdb_functions()) "
            "select name from made where database_name = 'warehouse' and schema_name = 'reports'"
        )
        return frozenset(found.column(0).to_pylist())
