"""An emulator of a Snowflake account, as a process of its own: `python -m tests.snowemulator PORT`.

It is fakesnow, sqlglot over DuckDB: statements parse as Snowflake's, and rows are right. Nothing
is proved of Snowflake itself. What fakesnow lacks and a load needs is added here; what is only
accepted, and not executed, is NOT_EXECUTED, and keys and comments of tables.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import Counter
from importlib import import_module
from typing import Any

import duckdb
import pyarrow as pa
import uvicorn
from fakesnow import arrow, transforms
from fakesnow.cursor import FakeSnowflakeCursor as Cursor
from snowflake.connector.errors import ProgrammingError
from sqlglot import exp, parse_one

NOT_EXECUTED = [
    r"\s*(grant|revoke|use role|use database)\b",
    r"\s*create (tag|masking policy|row access policy)\b",
    r"\s*alter (table|view) \S+ modify column \S+ set (masking|tag)",
    r"\s*alter (table|view) \S+ (add|drop) (all )?row access",
    r"\s*show (roles|masking policies|row access policies)\b",
]
_SWAP = re.compile(r"alter schema (\w+) swap with (\w+)", re.IGNORECASE)
_DROPPED = re.compile(r"drop database if exists (\w+)", re.IGNORECASE)
_FUNCTION = re.compile(
    r"create function if not exists ([\w.]+)\((\w+) varchar\)\n.*\$\$(.*)\$\$", re.DOTALL
)
_LOCKED, _OTHER = 625, 9998
_ACTIONS = {"INSERT": "inserted", "UPDATE": "updated", "DELETE": "deleted"}
_KEYS = (exp.PrimaryKey, exp.ForeignKey, exp.CommentColumnConstraint, exp.SchemaCommentProperty)

server = import_module("fakesnow.server")  # where the package has a function of that name
_parse = server.parse_one
_moments = arrow.timestamp_to_sf_struct
_execute, _private_execute, _transform = Cursor.execute, Cursor._execute, Cursor._transform


def execute(self: Any, command: str, *args: Any, **kwargs: Any) -> Any:
    """A statement; those that fakesnow cannot parse are put into words of DuckDB."""
    self._conn.nop_regexes = NOT_EXECUTED
    text = re.sub(r"^\s*(--.*\n\s*)*", "", command)
    if swap := _SWAP.fullmatch(text.strip()):
        _swap(self._duck_conn, *swap.groups())
        text = "select 'Statement executed successfully.' as status"
    if dropped := _DROPPED.fullmatch(text.strip()):
        self._duck_conn.execute("use memory")
        self._duck_conn.execute(f"detach database if exists {dropped[1]}")
        text = "select 'dropped.' as status"
    if function := _FUNCTION.match(text):
        name, argument, body = function.groups()
        self._duck_conn.execute(f"create or replace macro {name}({argument}) as ({body})")
        text = "select 'Function successfully created.' as status"
    return _execute(self, text, *args, **kwargs)


def parse(text: str) -> Any:
    """A statement; for one that is not executed, and that sqlglot may not read, another."""
    is_executed = not any(re.match(each, text, re.IGNORECASE) for each in NOT_EXECUTED)
    return _parse(text if is_executed else "select 1")


def _swap(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    """DuckDB cannot rename a schema: tables are copied."""
    held = {
        schema: [
            (name, connection.execute(f"select * from {schema}.{name}").to_arrow_table())
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where database_name = current_database()"
                f" and lower(schema_name) = lower('{schema}')"
            ).fetchall()
        ]
        for schema in (one, other)
    }
    for schema, tables in held.items():
        for name, _ in tables:
            connection.execute(f"drop table {schema}.{name}")
    for schema, tables in ((one, held[other]), (other, held[one])):
        for name, rows in tables:
            connection.register("_rows", rows)
            connection.execute(f"create table {schema}.{name} as from _rows")
            connection.unregister("_rows")


def transform(self: Any, expression: Any, params: Any) -> Any:
    """Tables have no keys and comments; a session's temporary ones have names of its own."""
    temporary = self._conn.__dict__.setdefault("temporary", set())
    if isinstance(expression, exp.Create) and expression.kind == "TABLE":
        for each in list(expression.find_all(*_KEYS)):
            (each.parent if isinstance(each.parent, exp.ColumnConstraint) else each).pop()
        for each in list(expression.find_all(exp.TemporaryProperty)):
            each.pop()
            temporary.update(made.name.lower() for made in expression.this.find_all(exp.Table))
    for table in expression.find_all(exp.Table):
        if table.name.lower() in temporary:
            table.this.set("this", f"{table.name}_of_{id(self._conn)}")
    return _transform(self, expression, params)


def private_execute(self: Any, transformed: Any, params: Any = None) -> None:
    """DuckDB's own MERGE in place of several statements, and errors as an account gives them."""
    try:
        if isinstance(transformed, exp.Merge):
            found = self._duck_conn.execute(
                transformed.sql(dialect="duckdb") + " returning merge_action"
            )
            done = Counter(_ACTIONS[action] for (action,) in found.fetchall())
            counts = (f"{done[each]} as 'number of rows {each}'" for each in _ACTIONS.values())
            transformed = parse_one(f"select {', '.join(counts)}", read="duckdb")
        _private_execute(self, transformed, params)
    except duckdb.TransactionException as error:
        raise ProgrammingError(msg=str(error), errno=_LOCKED, sqlstate="57014") from error
    except duckdb.Error as error:
        raise ProgrammingError(msg=str(error), errno=_OTHER, sqlstate="99998") from error


def moments(found: pa.ChunkedArray) -> pa.Array:
    """Moments as the driver reads them; one that is not known stays so."""
    found = found.combine_chunks()
    told = _moments(found)
    return pa.StructArray.from_arrays(told.flatten(), fields=list(told.type), mask=found.is_null())


for place, name, put_in in (
    (server, "parse_one", parse),
    (Cursor, "execute", execute),
    (Cursor, "_execute", private_execute),
    (Cursor, "_transform", transform),
    (arrow, "timestamp_to_sf_struct", moments),
    (transforms, "merge", lambda merge: [merge]),
):
    setattr(place, name, put_in)

if __name__ == "__main__":
    for logger in ("fakesnow.server", "sqlglot"):
        logging.getLogger(logger).setLevel(logging.ERROR)
    uvicorn.run(server.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
