"""The data model as it is defined: `reelhouse.dbml`, and how DBML is read.

This is the one module that knows pydbml; everything else works on the values of `model`.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reelhouse.schema.model import (
    Area,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Schema,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHECK = re.compile(r"\bcheck:\s*`([^`]*)`")
_CHECKS = re.compile(r"\bchecks\s*\{(?P<body>[^}]*)\}")
_NAMED_CHECK = re.compile(r"`([^`]*)`\s*\[name:\s*'(\w+)'\]")


def definition() -> str:
    """The text of `reelhouse.dbml`."""
    return files(__package__).joinpath("reelhouse.dbml").read_text(encoding="utf-8")


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
