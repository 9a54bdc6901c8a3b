"""The data model as SQL: the statements that make its tables in each engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reelhouse.schema.model import ForeignKey, Schema, Table

DIALECTS = ("duckdb", "postgres", "snowflake")

# The name of each DBML type in each engine, in the order of DIALECTS.
_TYPES = {
    "boolean": ("boolean", "boolean", "boolean"),
    "integer": ("integer", "integer", "number(10,0)"),
    "bigint": ("bigint", "bigint", "number(19,0)"),
    "decimal": ("decimal", "numeric", "number"),
    "text": ("varchar", 'text collate "C"', "varchar"),  # in the order of code points
    "date": ("date", "date", "date"),
    "timestamptz": ("timestamptz", "timestamptz", "timestamp_tz"),
}


def create_statements(schema: Schema, dialect: str, *, enforce_keys: bool) -> list[str]:
    """Statements, without a closing semicolon, that make every table in an empty database.

    They stand in the order in which they run: the schemas, then each table after those it
    refers to, followed by its indexes (PostgreSQL alone uses them) and its comments.

    With `enforce_keys` the tables have primary and foreign keys, and checks; Snowflake does not
    enforce keys, but trusts them (RELY). Without it only NOT NULL is left of them, and
    `integrity_checks` hold the rest.

    UsageError for an unknown dialect.
    """
    if dialect not in DIALECTS:
        raise UsageError(f"unknown SQL dialect {dialect!r}: expected one of {', '.join(DIALECTS)}")
    tables = list(in_order_of_reference(schema))
    statements = [f"create schema if not exists {name}" for name in _schemas(tables)]
    for table in tables:
        statements.append(create_table(table, dialect, enforce_keys=enforce_keys))
        if dialect == "postgres":
            statements += indexes(table)
        if dialect != "snowflake":  # where a table is made with its comments
            statements += comments(table, dialect)
    return statements


def script(statements: Iterable[str]) -> str:
    """The statements as a file to run or to read; a table's part stands together."""
    text = ""
    for statement in statements:
        gap = "\n" if text and statement.startswith("create table") else ""
        text += f"{gap}{statement};\n"
    return text


def _schemas(tables: Iterable[Table]) -> list[str]:
    return list(dict.fromkeys(table.schema for table in tables))


def in_order_of_reference(schema: Schema) -> Iterator[Table]:
    """Each table after those it refers to."""
    made: set[str] = set()

    def visit(table: Table) -> Iterator[Table]:
        if table.full_name in made:
            return
        made.add(table.full_name)
        for key in table.foreign_keys:
            yield from visit(schema.table(key.target))
        yield table

    for table in schema.tables:
        yield from visit(table)


def create_table(table: Table, dialect: str, *, enforce_keys: bool) -> str:
    """The statement that makes a table, without its indexes; on Snowflake with its comments."""
    name_width = max(len(column.name) for column in table.columns)
    types = [type_in(column.type, dialect) for column in table.columns]
    type_width = max(map(len, types))
    lines = []
    for column, type_ in zip(table.columns, types, strict=True):
        limit = "" if column.nullable else "not null"
        if dialect == "snowflake" and column.note:
            limit += f" comment {literal(column.note, dialect)}"
        lines.append(f"{column.name:{name_width}} {type_:{type_width}} {limit.strip()}".rstrip())
    if enforce_keys:
        lines += [*_key_clauses(table, dialect), *_check_clauses(table)]
    body = ",\n    ".join(lines)
    said = f" comment = {literal(table.note, dialect)}" if dialect == "snowflake" else ""
    return f"create table {table.full_name} (\n    {body}\n){said}"


def _key_clauses(table: Table, dialect: str) -> list[str]:
    suffix = " rely" if dialect == "snowflake" else ""
    return [
        f"primary key ({_list(table.primary_key)}){suffix}",
        *(
            f"{_reference(key)}{suffix}"
            for key in table.foreign_keys
            if dialect != "duckdb" or _schema_of(key.target) == table.schema
        ),
    ]


def _check_clauses(table: Table) -> list[str]:
    return [f"constraint {each.name} check ({each.condition})" for each in table.check_constraints]


def _schema_of(full_name: str) -> str:
    """DuckDB knows no foreign keys to tables of another schema."""
    return full_name.partition(".")[0]


def _reference(key: ForeignKey) -> str:
    return (
        f"foreign key ({_list(key.columns)}) references {key.target} ({_list(key.target_columns)})"
    )


def type_in(type_: str, dialect: str) -> str:
    """What an engine calls a type of the DBML, such as `decimal(8,2)`."""
    name, bracket, size = type_.partition("(")
    return _TYPES[name][DIALECTS.index(dialect)] + bracket + size


def primary_key(table: Table) -> tuple[str, str]:
    """The statements that give a filled table its primary key; the first does the work.

    Unlike the second, it lets other indexes of the table be made at the same time.
    """
    name = f"{table.name}_pkey"
    return (
        f"create unique index {name} on {table.full_name} ({_list(table.primary_key)})",
        f"alter table {table.full_name} add primary key using index {name}",
    )


def foreign_keys(table: Table) -> Iterator[str]:
    """The statements that give a filled table its foreign keys."""
    for key in table.foreign_keys:
        yield f"alter table {table.full_name} add {_reference(key)}"


def check_constraints(table: Table) -> Iterator[str]:
    """The statement that gives a table its checks, if it has any."""
    if clauses := _check_clauses(table):
        yield f"alter table {table.full_name} {', '.join(f'add {each}' for each in clauses)}"


def indexes(table: Table) -> Iterator[str]:
    """The statements that make the indexes of a table, but for that of its primary key."""
    for index in table.indexes:
        kind = "unique index" if index.unique else "index"
        name = "_".join((table.name, *index.columns, "idx"))
        yield f"create {kind} {name} on {table.full_name} ({_list(index.columns)})"


def comments(table: Table, dialect: str) -> Iterator[str]:
    """The statements that say in the database what the table and its columns are."""
    if table.note:
        yield f"comment on table {table.full_name} is {literal(table.note, dialect)}"
    for column in table.columns:
        if column.note:
            name = f"{table.full_name}.{column.name}"
            yield f"comment on column {name} is {literal(column.note, dialect)}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def literal(text: str, dialect: str) -> str:
    """A text as an SQL string of a dialect."""
    if dialect == "snowflake":  # the one in which a backslash escapes
        text = text.replace("\\", "\\\\")
    return "'" + text.replace("'", "''") + "'"
