"""What there is in the database: the model, the ledger, the marts and the reports."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reelhouse.reports.catalog import definitions
from reelhouse.reports.statement import default_rows
from reelhouse.schema import load_schema
from reelhouse.schema.ddl import create_statements
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from reelhouse.warehouse.marts import Mart
    from reelhouse.warehouse.shipped import MartTable

SCHEMAS = ("movies", "reports", "reelhouse")
BUILDING = "_building"
REPLACED = "_replaced"
"""Suffixes of the schemas of a warehouse that is being built, and of one that was replaced."""

_MARK = "Reelhouse "
_LAYOUT = 2
"""Counts what changes in this package beyond the model, the marts and the reports."""

_UNICODE = 'pg_catalog."und-x-icu"'


def create_mart(table: MartTable, suffix: str) -> str:
    """The statement that makes the table of a mart; its indexes come with `index_mart`."""
    lines = ",\n    ".join(f'"{name}" {type_}' for name, type_ in table.types("postgres").items())
    return f"create table reports{suffix}.{table.mart.name} (\n    {lines}\n)"


def index_mart(mart: Mart, suffix: str) -> Iterator[str]:
    """The statements that make the indexes of a mart, once it is filled."""
    for column in mart.indexes:
        yield f"create index {mart.name}_{column}_idx on reports{suffix}.{mart.name} ({column})"


def view_statements(suffix: str) -> Iterator[str]:
    """The statements that make a view for each report."""
    for report in definitions():
        query = default_rows(report).replace("reports.", f"reports{suffix}.")
        yield f"create view reports{suffix}.{report.view} as\n{query}"


def folding(connection: psycopg.Connection[Any], schema: str) -> str:
    """The statement that makes the function `folded`, which DuckDB has as a macro, in a schema.

    Text in the order of code points has no case beyond ASCII. Unicode's is that of ICU, or that of
    the database where the server was built without it.
    """
    [(icu,)] = connection.execute("select to_regcollation(%s)::text", [_UNICODE]).fetchall()
    collation = _UNICODE if icu else '"default"'
    return (
        f"create function {schema}.folded(words text) returns text"
        " language sql immutable strict parallel safe"
        f" as $$ select lower(words collate {collation}) $$"
    )


@cache
def fingerprint() -> str:
    """The comment that tells schemas that this version makes from those of others."""
    told = [
        *create_statements(load_schema(), "postgres", enforce_keys=True),
        *(each.query for each in marts()),
        *view_statements(""),
        str(_LAYOUT),
    ]
    return _MARK + hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def is_ours(comment: str | None) -> bool:
    """Whether a schema of this comment was made here, by whichever version."""
    return comment is not None and re.fullmatch(f"{_MARK}[0-9a-f]{{16}}", comment) is not None
