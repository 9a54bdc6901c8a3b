"""The data model, and everything that is made from its one definition in DBML."""

from __future__ import annotations

from reelhouse.errors import UsageError
from reelhouse.schema.checks import Check, integrity_checks, together
from reelhouse.schema.dbml import definition
from reelhouse.schema.ddl import DIALECTS, create_statements, script
from reelhouse.schema.model import Area, CheckConstraint, Column, ForeignKey, Index, Schema, Table
from reelhouse.schema.stored import load_schema

__all__ = [
    "DIALECTS",
    "FORMATS",
    "Area",
    "Check",
    "CheckConstraint",
    "Column",
    "ForeignKey",
    "Index",
    "Schema",
    "Table",
    "columns_expected",
    "create_statements",
    "integrity_checks",
    "load_schema",
    "render",
    "together",
]

FORMATS = ("dbml", "sql", "svg", "pdf", "md")


def columns_expected() -> frozenset[tuple[str, str]]:
    """Full name of the table and name of each column of the model."""
    return frozenset(
        (table.full_name, column.name) for table in load_schema().tables for column in table.columns
    )


def render(format: str, dialect: str = "duckdb") -> bytes:  # noqa: A002 the user's word for it
    """The data model in one of FORMATS; text is UTF-8.

    `dialect`, one of DIALECTS, matters to `sql` alone, which declares every key and check.
    UsageError for an unknown format or dialect, MissingExtraError for `pdf` without vl-convert.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: expected one of {', '.join(FORMATS)}")
    if format == "dbml":
        return definition().encode()
    schema = load_schema()
    if format == "sql":
        return script(create_statements(schema, dialect, enforce_keys=True)).encode()
    if format == "md":
        from reelhouse.schema import dictionary

        return dictionary.markdown(schema).encode()
    from reelhouse.schema import erd

    return erd.pdf(schema) if format == "pdf" else erd.svg(schema).encode()
