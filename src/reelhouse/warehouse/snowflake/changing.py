"""A warehouse that is changed: the difference between two states, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import IntegrityError
from reelhouse.lake.label import listed
from reelhouse.resources import sql
from reelhouse.schema import load_schema
from reelhouse.schema.ddl import type_in
from reelhouse.warehouse.shipped import TOLD_BY_DELIVERIES, mart_tables, model_columns
from reelhouse.warehouse.snowflake import lock
from reelhouse.warehouse.snowflake.building import changed_by_hand, mark_companies
from reelhouse.warehouse.snowflake.server import ABSENT, UNKNOWN_COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reelhouse.lake.changes import TableChanges
    from reelhouse.schema import Table
    from reelhouse.warehouse.shipped import MartTable
    from reelhouse.warehouse.snowflake.server import Server
    from reelhouse.warehouse.snowflake.session import Session
    from reelhouse.warehouse.snowflake.staging import Staging
    from reelhouse.workbench import Workbench

    Step = Callable[[], None]

_SQL = "warehouse/snowflake/sql"
_DONE = {
    "inserted": "number of rows inserted",
    "updated": "number of rows updated",
    "deleted": "number of rows deleted",
}


class Changing:
    """Brings the database to what the workbench's `warehouse` shows, by what differs.

    What Snowflake would end a transaction for comes first: temporary tables, and their rows. Each
    preparation gives the step that is then done in the transaction.
    """

    def __init__(
        self, bench: Workbench, server: Server, session: Session, staging: Staging
    ) -> None:
        self._bench = bench
        self._server = server
        self._session = session
        self._staging = staging

    def run(self, changes: Iterable[TableChanges], kept: Sequence[str], seen: lock.Mark) -> None:
        """Do it: the model's rows are in `change.X`, marts are compared with those in `earlier`.

        `kept` are labels of the deliveries whose history stays as it is. Raises IntegrityError
        where the database does not hold what it should, TransientError where another load has
        published since `seen`.
        """
        schema, marts = load_schema(), mart_tables(self._bench, "warehouse")
        if others := changed_by_hand(self._session, marts, or_missing=True):
            raise IntegrityError(_does_not_fit(f"no table of these columns is {', '.join(others)}"))
        steps = [
            self._model(schema.table(f"movies.{each.table}"), each) for each in changes if each.rows
        ]
        for table in schema.tables:
            if table.full_name in TOLD_BY_DELIVERIES:
                steps.append(self._told(table, kept))
            elif table.schema == "reelhouse":
                steps.append(self._whole(table))
        steps += [self._mart(each) for each in marts]
        with _fitting(), self._session.transaction():
            lock.advance(self._session, self._server.name, seen, seen.layout)
            for step in steps:
                step()
            mark_companies(self._session)

    def _model(self, table: Table, told: TableChanges) -> Step:
        columns = model_columns(table)
        relation = f"memory.change.{table.name} where _change_type <> 'update_preimage'"
        order = f"order by {', '.join(table.primary_key)}"
        arrived = self._arrived(
            table.full_name, relation, {"_change_type": "varchar", **columns}, order
        )
        others = [name for name in columns if name not in table.primary_key]
        parts = {
            "table": table.full_name,
            "arrived": arrived,
            "matched": table.matched("held", "arrived"),
            "pairs": ", ".join(f"{name} = arrived.{name}" for name in others),
            "columns": ", ".join(columns),
            "held": ", ".join(f"arrived.{name}" for name in columns),
        }
        statement = sql(_SQL, "merge" if others else "merge_keys", **parts)
        expected = {"inserted": told.inserted, "updated": told.updated, "deleted": told.deleted}
        return lambda: self._merge(statement, table.full_name, expected)

    def _whole(self, table: Table) -> Step:
        """A small table of the ledger: what it should hold takes the place of what it holds."""
        name = table.full_name
        self._staging.put(name, f"warehouse.{name}", model_columns(table))

        def replace() -> None:
            self._session.run(f"delete from {name}")
            self._staging.copy(name, name)

        return replace

    def _told(self, table: Table, kept: Sequence[str]) -> Step:
        """What deliveries told that are not among those `kept` is removed, and told again."""
        name, others = table.full_name, f"coalesce(label not in ({listed(kept)}), true)"
        self._staging.put(name, f"warehouse.{name} where {others}", model_columns(table))

        def tell() -> None:
            self._session.run(f"delete from {name} where {others}")
            self._staging.copy(name, name)

        return tell

    def _mart(self, table: MartTable) -> Step:
        name = table.mart.name
        self._bench.run(sql("warehouse/sql", "mart_compared", mart=name))
        gone = self._bench.value("select count(*) from memory.gone")
        arrived = self._arrived(f"marts.{name}", "memory.gone", table.columns) if gone else ""
        self._staging.put(f"marts.{name}.come", "memory.come", table.columns)
        matched = table.matched("held", "arrived")
        parts = {"table": f"marts.{name}", "arrived": arrived, "matched": matched}
        statement = sql(_SQL, "merge_gone", **parts)

        def change() -> None:
            if gone:
                self._merge(statement, f"marts.{name}", {"deleted": gone})
            self._staging.copy(f"marts.{name}.come", f"marts.{name}")

        return change

    def _arrived(
        self, name: str, relation: str, columns: Mapping[str, str], order: str = ""
    ) -> str:
        """A temporary table with the rows of a relation of the workbench; gives its name."""
        arrived = f"reelhouse_loading.arrived_{name.replace('.', '_')}"
        typed = ", ".join(f"{each} {_type(type_)}" for each, type_ in columns.items())
        self._session.run(f"create or replace temporary table {arrived} ({typed})")
        self._staging.put(name, relation, columns, order)
        self._staging.copy(name, arrived)
        return arrived

    def _merge(self, statement: str, name: str, expected: Mapping[str, int]) -> None:
        done = self._session.counts(statement)
        for what, rows in expected.items():
            found = done.get(_DONE[what], 0)
            if found != rows:
                raise IntegrityError(
                    f"{name}: {found:,} rows were {what} in place of {rows:,}; nothing was "
                    "published. `reelhouse rebuild` makes the warehouse anew from the lake"
                )


def _does_not_fit(what: object) -> str:
    return (
        f"the warehouse does not hold what was published there: {what}\nnothing was published "
        "now. `reelhouse rebuild` makes it anew from the lake"
    )


@contextmanager
def _fitting() -> Iterator[None]:
    """Raise IntegrityError where something is not there that is told to change."""
    import snowflake.connector.errors as errors

    try:
        yield
    except errors.ProgrammingError as error:
        if error.errno not in (*ABSENT, UNKNOWN_COLUMN):
            raise
        raise IntegrityError(_does_not_fit(error)) from error


def _type(type_: str) -> str:
    """A type of DuckDB as Snowflake calls it."""
    return type_in({"varchar": "text"}.get(type_, type_), "snowflake")
