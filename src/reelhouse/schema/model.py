"""The data model as plain values, read from `reelhouse.dbml`.

This is the one module that knows pydbml; everything else works on these values.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHECK = re.compile(r"\bcheck:\s*`([^`]*)`")
_CHECKS = re.compile(r"\bchecks\s*\{(?P<body>[^}]*)\}")
_NAMED_CHECK = re.compile(r"`([^`]*)`\s*\[name:\s*'(\w+)'\]")

SENSITIVITIES = ("Personal data", "Pseudonymous", "Sensitive")
"""What the last sentence of a column's note says where not everybody may see its values."""


@dataclass(frozen=True)
class Column:
    """One column; `type` is written as in the DBML, such as `decimal(8,2)`."""

    name: str
    type: str
    nullable: bool
    note: str

    @property
    def sensitivity(self) -> str | None:
        """Why not everybody may see its values, as SENSITIVITIES has it; None where all may.

        In a column of truth values that is sensitive it is the rows marked by it.
        """
        last = self.note.rpartition(". ")[2]
        return last if last in SENSITIVITIES else None


@dataclass(frozen=True)
class ForeignKey:
    """Columns of `table` whose values are keys of `target`; both tables by full name."""

    table: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class CheckConstraint:
    """A condition that no row may break; where a NULL leaves it open, it is not broken.

    `condition` is SQL that DuckDB, PostgreSQL and Snowflake read alike; `column` is the one that
    it is about, None where it is about several.
    """

    name: str
    column: str | None
    condition: str


@dataclass(frozen=True)
class Index:
    """Columns by which rows are looked up; never the primary key."""

    columns: tuple[str, ...]
    unique: bool


@dataclass(frozen=True)
class Table:
    """One table with its keys and checks; each table has a primary key."""

    schema: str
    name: str
    note: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    indexes: tuple[Index, ...]
    check_constraints: tuple[CheckConstraint, ...]

    @property
    def full_name(self) -> str:
        """Name with the schema, such as `movies.rating`."""
        return f"{self.schema}.{self.name}"

    def matched(self, one: str, other: str) -> str:
        """SQL condition: rows that go by these two names have the same primary key."""
        return " and ".join(f"{one}.{name} = {other}.{name}" for name in self.primary_key)


@dataclass(frozen=True)
class Area:
    """Tables that belong together; `color` is `#rrggbb`, `tables` are full names."""

    name: str
    note: str
    color: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """The whole data model, in the order of the DBML."""

    note: str
    areas: tuple[Area, ...]
    tables: tuple[Table, ...]

    def table(self, full_name: str) -> Table:
        """The table of that full name; KeyError where there is none."""
        for table in self.tables:
            if table.full_name == full_name:
                return table
        raise KeyError(full_name)

    def placed(self, suffix: str) -> Schema:
        """The same model in schemas whose names end with `suffix`."""

        def renamed(full_name: str) -> str:
            schema, _, name = full_name.partition(".")
            return f"{schema}{suffix}.{name}"

        def moved(key: ForeignKey) -> ForeignKey:
            return replace(key, table=renamed(key.table), target=renamed(key.target))

        tables = (
            replace(
                table,
                schema=f"{table.schema}{suffix}",
                foreign_keys=tuple(map(moved, table.foreign_keys)),
            )
            for table in self.tables
        )
        return replace(self, tables=tuple(tables))

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """Those of all tables."""
        return tuple(key for table in self.tables for key in table.foreign_keys)


def definition() -> str:
    """The text of `reelhouse.dbml`."""
    return files(__package__).joinpath("reelhouse.dbml").read_text(encoding="utf-8")


@cache
def load_schema() -> Schema:
    """Reelhouse's own data model; parsed once in a process, in about 0.15 s."""
    return parse_schema(definition())


def parse_schema(text: str) -> Schema:
    """The data model that DBML `text` defines.

    Each table has a primary key and stands in one TableGroup, and references are written
    from the column that refers (`>`); ValueError where that is not so.
    """
    database = _database(text)
    seated = Counter(item.full_name for group in database.table_groups for item in group.items)
    for table in database.tables:
        if seated[table.full_name] != 1:
            raise ValueError(f"table {table.full_name} must stand in exactly one TableGroup")
    keys = [_foreign_key(reference) for reference in database.refs]
    return Schema(
        note=database.project.note.text if database.project else "",
        areas=tuple(
            Area(
                name=group.name,
                note=group.note.text,
                color=group.color or "#546070",
                tables=tuple(item.full_name for item in group.items),
            )
            for group in database.table_groups
        ),
        tables=tuple(_table(table, keys) for table in database.tables),
    )


def _database(text: str) -> Any:
    with warnings.catch_warnings():
        # pydbml 1.2 still calls pyparsing by names that version 3.3 deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        from pydbml import PyDBML

        return PyDBML(_readable(text), allow_properties=True)


def _readable(text: str) -> str:
    """The text with checks as properties: pydbml knows these, and no checks.

    That of a column becomes its property `check`; those of a table, its properties by their names.
    """
    text = _CHECKS.sub(lambda block: _NAMED_CHECK.sub(r"\2: ''' \1 '''", block["body"]), text)
    return _CHECK.sub(r"check: ''' \1 '''", text)


def _foreign_key(reference: Any) -> ForeignKey:  # pydbml carries no types
    if reference.type != ">":
        raise ValueError(f"write the reference from the column that refers: {reference}")
    return ForeignKey(
        table=reference.table1.full_name,
        columns=tuple(column.name for column in reference.col1),
        target=reference.table2.full_name,
        target_columns=tuple(column.name for column in reference.col2),
    )


def _table(table: Any, keys: list[ForeignKey]) -> Table:
    primary_key = [column.name for column in table.columns if column.pk]
    for index in table.indexes:
        if index.pk:
            primary_key = [subject.name for subject in index.subjects]
    if not primary_key:
        raise ValueError(f"table {table.full_name} needs a primary key")
    return Table(
        schema=table.schema,
        name=table.name,
        note=table.note.text,
        columns=tuple(
            Column(
                name=column.name,
                type=column.type,
                nullable=not column.not_null and column.name not in primary_key,
                note=column.note.text,
            )
            for column in table.columns
        ),
        primary_key=tuple(primary_key),
        foreign_keys=tuple(key for key in keys if key.table == table.full_name),
        indexes=tuple(
            Index(tuple(subject.name for subject in index.subjects), bool(index.unique))
            for index in table.indexes
            if not index.pk
        ),
        check_constraints=tuple(_check_constraints(table)),
    )


def _check_constraints(table: Any) -> Iterator[CheckConstraint]:
    for column in table.columns:
        if condition := column.properties.get("check"):
            name = f"{table.name}_{column.name}_check"
            yield CheckConstraint(name, column.name, condition.strip())
    for name, condition in table.properties.items():
        yield CheckConstraint(name, None, condition.strip())
