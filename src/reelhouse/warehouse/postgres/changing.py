"""A warehouse that is changed: the difference between two states, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reelhouse.errors import IntegrityError
from reelhouse.lake.label import listed
from reelhouse.resources import sql
from reelhouse.schema import load_schema
from reelhouse.schema.ddl import in_order_of_reference
from reelhouse.warehouse.postgres.copying import copy_rows
from reelhouse.warehouse.shipped import TOLD_BY_DELIVERIES, mart_tables, model_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import psycopg

    from reelhouse.lake.changes import TableChanges
    from reelhouse.schema import Table
    from reelhouse.warehouse.shipped import MartTable
    from reelhouse.workbench import Workbench

    Connection = psycopg.Connection[Any]

_SQL = "warehouse/postgres/sql"
_ARRIVED = "pg_temp.arrived_"


def change(
    bench: Workbench,
    connection: Connection,
    changes: Iterable[TableChanges],
    kept: Sequence[str],
) -> None:
    """Bring the database to what the workbench's `warehouse` shows, by what differs.

    The model's rows are in `change.X`; the marts are compared with those in `earlier`. `kept` are
    labels of the deliveries whose history stays as it is. Raises IntegrityError where the database
    does not hold what it should.
    """
    tables = {table.full_name: table for table in in_order_of_reference(load_schema())}
    changed = {f"movies.{each.table}": each for each in changes if each.rows}
    with _fitting(), connection.transaction():
        for name, table in tables.items():
            if name in changed:
                _bring(bench, connection, table)
                _insert_and_update(connection, table, changed[name])
        for name, table in reversed(tables.items()):
            if name in changed:
                _delete(connection, table, changed[name])
        _change_ledger(bench, connection, list(tables.values()), kept)
        for mart in mart_tables(bench, "warehouse"):
            _change_mart(bench, connection, mart)


@contextmanager
def _fitting() -> Iterator[None]:
    """Raise IntegrityError where the server cannot do what is told, or would break a key."""
    import psycopg

    try:
        yield
    except psycopg.errors.InsufficientPrivilege:
        raise
    except (psycopg.ProgrammingError, psycopg.DataError, psycopg.IntegrityError) as error:
        raise IntegrityError(
            f"the warehouse does not hold what was published there: {error}\nnothing was published "
            "now. `reelhouse rebuild` makes it anew from the lake"
        ) from error


# ------------------------------------------------------------------ the model


def _bring(bench: Workbench, connection: Connection, table: Table) -> None:
    arrived = f"arrived_{table.name}"
    connection.execute(
        f"create temporary table {arrived} (_change_type text, like {table.full_name})"
        " on commit drop"
    )
    columns = {"_change_type": "varchar", **model_columns(table)}
    order = ", ".join(f'"{name}"' for name in table.primary_key)
    relation = f"memory.change.{table.name} where _change_type <> 'update_preimage'"
    copy_rows(bench, relation, connection, arrived, columns, order=f"order by {order}")
    connection.execute(f"analyze {arrived}")


def _insert_and_update(connection: Connection, table: Table, told: TableChanges) -> None:
    names = [column.name for column in table.columns]
    others = [name for name in names if name not in table.primary_key]
    parts = {
        "table": table.full_name,
        "arrived": f"{_ARRIVED}{table.name}",
        "columns": _listed(names),
        "matched": table.matched("held", "arrived"),
    }
    _require(connection.execute(sql(_SQL, "insert", **parts)).rowcount, told.inserted, table)
    if others:
        pairs = ", ".join(f'"{name}" = arrived."{name}"' for name in others)
        statement = sql(_SQL, "update", pairs=pairs, **parts)
        _require(connection.execute(statement).rowcount, told.updated, table)


def _delete(connection: Connection, table: Table, told: TableChanges) -> None:
    matched = table.matched("held", "arrived")
    arrived = f"{_ARRIVED}{table.name}"
    statement = sql(_SQL, "delete", table=table.full_name, arrived=arrived, matched=matched)
    _require(connection.execute(statement).rowcount, told.deleted, table)


def _require(found: int, expected: int, table: Table) -> None:
    if found != expected:
        raise IntegrityError(
            f"{table.full_name}: {found:,} rows were changed in place of {expected:,}; nothing was "
            "published. `reelhouse rebuild` makes the warehouse anew from the lake"
        )


# ------------------------------------------------------------------ the ledger


def _change_ledger(
    bench: Workbench, connection: Connection, tables: Sequence[Table], kept: Sequence[str]
) -> None:
    """Its tables are small: what they should hold is brought whole.

    The history and the rejects are not: what deliveries told that are not among those `kept` is
    removed, and told again.
    """
    told = [table for table in tables if table.full_name in TOLD_BY_DELIVERIES]
    ledger = [table for table in tables if table.schema == "reelhouse" and table not in told]
    for table in ledger:
        _bring_whole(bench, connection, table)
    for table in told:
        statement = f"delete from {table.full_name} where label <> all(%s)"
        connection.execute(statement, [list(kept)])
    for table in reversed(ledger):
        matched = table.matched("gone", "come")
        arrived = f"{_ARRIVED}{table.name}"
        parts = {"table": table.full_name, "arrived": arrived, "matched": matched}
        connection.execute(sql(_SQL, "delete_others", **parts))
    others = f"(label in ({listed(kept)})) is not true"
    for table in told:
        relation = f"warehouse.{table.full_name} where {others}"
        copy_rows(bench, relation, connection, table.full_name, model_columns(table))


def _bring_whole(bench: Workbench, connection: Connection, table: Table) -> None:
    arrived = f"arrived_{table.name}"
    connection.execute(f"create temporary table {arrived} (like {table.full_name}) on commit drop")
    columns = model_columns(table)
    copy_rows(bench, f"warehouse.{table.full_name}", connection, arrived, columns)
    others = [name for name in columns if name not in table.primary_key]
    connection.execute(
        sql(
            _SQL,
            "upsert",
            table=table.full_name,
            arrived=f"{_ARRIVED}{table.name}",
            columns=_listed(columns),
            key=_listed(table.primary_key),
            pairs=", ".join(f'"{name}" = excluded."{name}"' for name in others),
        )
    )


# ------------------------------------------------------------------ the marts


def _change_mart(bench: Workbench, connection: Connection, table: MartTable) -> None:
    name, arrived = table.mart.name, f"arrived_mart_{table.mart.name}"
    bench.run(sql("warehouse/sql", "mart_compared", mart=name))
    connection.execute(f"create temporary table {arrived} (like reports.{name}) on commit drop")
    rows = copy_rows(bench, "memory.gone", connection, arrived, table.columns)
    connection.execute(f"analyze {arrived}")
    matched = table.matched("held", "arrived")
    parts = {"table": f"reports.{name}", "arrived": f"{_ARRIVED}mart_{name}", "matched": matched}
    gone = connection.execute(sql(_SQL, "delete_rows", **parts)).rowcount
    if gone != rows:
        raise IntegrityError(
            f"reports.{name}: {gone:,} rows went in place of {rows:,}; nothing was published. "
            "`reelhouse rebuild` makes the warehouse anew from the lake"
        )
    copy_rows(bench, "memory.come", connection, f"reports.{name}", table.columns)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
