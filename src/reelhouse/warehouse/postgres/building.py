"""A warehouse that is built anew: beside the one that is there, then in its place by name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from reelhouse.errors import LockedError
from reelhouse.progress import stage
from reelhouse.schema import load_schema
from reelhouse.schema.ddl import (
    check_constraints,
    comments,
    create_table,
    foreign_keys,
    indexes,
    primary_key,
)
from reelhouse.schema.ddl import in_order_of_reference as in_order
from reelhouse.warehouse.postgres.copying import copy_rows
from reelhouse.warehouse.postgres.roles import grants
from reelhouse.warehouse.postgres.sessions import SESSIONS, in_sessions
from reelhouse.warehouse.postgres.tables import (
    BUILDING,
    REPLACED,
    SCHEMAS,
    create_mart,
    fingerprint,
    folding,
    index_mart,
    is_ours,
    view_statements,
)
from reelhouse.warehouse.shipped import mart_tables, model_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import psycopg

    from reelhouse.progress import Progress, Stage
    from reelhouse.schema import Table
    from reelhouse.warehouse.postgres.server import Server
    from reelhouse.warehouse.postgres.sessions import Task
    from reelhouse.warehouse.shipped import MartTable
    from reelhouse.workbench import Lane, Workbench

    Connection = psycopg.Connection[Any]

_ALONE = "set max_parallel_maintenance_workers = 0"
"""The sessions have the cores for themselves already."""

_PAUSE_SECONDS = 1
_LOCK_MILLISECONDS = 900
"""Less than the second after which a server looks for a deadlock, which might end the reader."""
_TRIES = 60


def sweep(connection: Connection) -> bool:
    """Remove what a load that died was building, and what could not be removed after another.

    Whether all of it is gone: what somebody still reads is left to the next load.
    """
    import psycopg

    try:
        with connection.transaction():
            connection.execute(f"set local lock_timeout = {_LOCK_MILLISECONDS}")
            for name in _swept(connection):
                connection.execute(f"drop schema {name} cascade")
    except psycopg.errors.LockNotAvailable:
        return False
    return True


def build(bench: Workbench, server: Server, connection: Connection, progress: Progress) -> None:
    """Make the database's schemas from the workbench's database `warehouse`.

    Readers see what was there until it is whole, and then all of it. Raises LockedError where
    somebody does not let go of what was replaced before.
    """
    if not any(sweep(connection) for _ in range(_TRIES)):
        raise LockedError(
            f"{server.name}: somebody still reads what the last load replaced, or builds in its "
            "place; nothing was published. End that session, and run this again"
        )
    tables = list(in_order(load_schema().placed(BUILDING)))
    found = mart_tables(bench, "warehouse")
    with connection.transaction():  # no schema is ever without the mark of whose it is
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}{BUILDING}")
            connection.execute(f"comment on schema {schema}{BUILDING} is '{fingerprint()}'")
    for table in tables:
        connection.execute(create_table(table, "postgres", enforce_keys=False))
        _run(connection, check_constraints(table))
        _run(connection, comments(table, "postgres"))
    for each in found:
        connection.execute(create_mart(each, BUILDING))
    connection.execute(folding(connection, f"reports{BUILDING}"))
    with stage(progress, "copy") as copied:
        in_sessions(bench, server, _data(tables, found, copied))
    with stage(progress, "index"):
        in_sessions(bench, server, _keys(tables, found))
    with stage(progress, "references"):
        for table in tables:
            _run(connection, (f"{each} not valid" for each in foreign_keys(table)))
        in_sessions(bench, server, _validations(connection))
    _run(connection, view_statements(BUILDING))


def take_the_place(connection: Connection, name: str) -> None:
    """Put what was built in the place of what was there, in one step.

    The marts are locked for that moment: the queries of a reader's transaction are all before it
    or all after it. Readers wait for a second at most; where one reads for longer, it is tried
    again. Raises LockedError where that does not help.
    """
    import psycopg

    for _ in range(_TRIES):
        try:
            with connection.transaction():
                connection.execute(f"set local lock_timeout = {_LOCK_MILLISECONDS}")
                _rename(connection)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    raise LockedError(
        f"{name}: others read the reports without a pause, so that the new ones cannot take their "
        "place; nothing was published. Run this again later"
    )


def _rename(connection: Connection) -> None:
    exists = "select 1 from pg_namespace where nspname = %s"
    for mart in _marts_there(connection):
        connection.execute(f"lock table {mart} in access exclusive mode")
    for schema in SCHEMAS:
        if connection.execute(exists, [schema]).fetchall():
            connection.execute(f"alter schema {schema} rename to {schema}{REPLACED}")
        connection.execute(f"alter schema {schema}{BUILDING} rename to {schema}")
    _run(connection, grants(connection))


def _marts_there(connection: Connection) -> list[str]:
    """The tables of the schema of reports, the scope first: it is what readers begin with."""
    found = connection.execute(
        "select oid::regclass::text from pg_class"
        " where relnamespace = to_regnamespace('reports') and relkind = 'r'"
        " order by relname <> 'scope', relname"
    )
    return [name for (name,) in found.fetchall()]


def _swept(connection: Connection) -> list[str]:
    """The schemas that are to go; none of somebody else's that goes by the same name."""
    names = [schema + suffix for suffix in (BUILDING, REPLACED) for schema in SCHEMAS]
    found = connection.execute(
        "select nspname, obj_description(oid, 'pg_namespace') from pg_namespace"
        " where nspname = any(%s)",
        [names],
    )
    return [name for name, comment in found.fetchall() if is_ours(comment)]


def _data(tables: list[Table], found: list[MartTable], stage: Stage) -> Iterator[Task]:
    for table in tables:
        if _is_large(table):
            parts = (f"where user_id % {SESSIONS} = {part}" for part in range(SESSIONS))
            yield from (_copy(stage, table.full_name, model_columns(table), part) for part in parts)
    for table in tables:
        if not _is_large(table):
            yield _copy(stage, table.full_name, model_columns(table))
    for each in found:
        yield _copy(stage, f"reports{BUILDING}.{each.mart.name}", each.columns)


def _is_large(table: Table) -> bool:
    """Whether a table is worth several sessions; its columns are those of ratings."""
    return table.name == "rating"


def _copy(stage: Stage, table: str, columns: Mapping[str, str], part: str = "") -> Task:
    relation = f"warehouse.{table.replace(BUILDING, '')}"

    def copy(lane: Lane, connection: Connection) -> None:
        copy_rows(lane, f"{relation} {part}", connection, table, columns, stage=stage)

    return copy


def _keys(tables: list[Table], found: list[MartTable]) -> Iterator[Task]:
    large = [table for table in tables if _is_large(table)]
    small = [table for table in tables if not _is_large(table)]
    for table in large:
        for statement in indexes(table):
            yield _execute([statement])
        yield _execute(primary_key(table))
    for table in small:
        yield _execute([*primary_key(table), *indexes(table), f"analyze {table.full_name}"])
    for each in found:
        name = f"reports{BUILDING}.{each.mart.name}"
        yield _execute([*index_mart(each.mart, BUILDING), f"analyze {name}"])
    for table in large:
        yield _execute([f"analyze {table.full_name}"])


def _validations(connection: Connection) -> list[Task]:
    found = connection.execute(
        "select conrelid::regclass::text, conname from pg_constraint"
        " where contype = 'f' and not convalidated and connamespace::regnamespace::text like %s"
        " order by conrelid::regclass::text not like %s, 1, 2",
        [f"%{BUILDING}", "%.rating"],
    ).fetchall()
    by_table: dict[str, list[str]] = {}
    for table, name in found:
        by_table.setdefault(table, []).append(f"alter table {table} validate constraint {name}")
    return [_execute(statements) for statements in by_table.values()]


def _execute(statements: Iterable[str]) -> Task:
    def execute(_: Lane, connection: Connection) -> None:
        connection.execute(_ALONE)
        _run(connection, statements)

    return execute


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)
