"""What there is in the database: the model, the ledger, the marts and the reports."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reelhouse.reports.catalog import definitions
from reelhouse.reports.statement import default_rows
from reelhouse.schema import load_schema
from reelhouse.schema.ddl import create_statements, type_in
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import psycopg

    from reelhouse.schema import Table
    from reelhouse.warehouse.marts import Mart
    from reelhouse.workbench import Workbench

SCHEMAS = ("movies", "reports", "reelhouse")
BUILDING = "_building"
REPLACED = "_replaced"
"""Suffixes of the schemas of a warehouse that is being built, and of one that was replaced."""

_MARK = "Reelhouse "
_LAYOUT = 2
"""Counts what changes in this package beyond the model, the marts and the reports."""

_UNICODE = 'pg_catalog."und-x-icu"'

_DUCKDB_TYPES = {"varchar": "text", "hugeint": "decimal(38,0)"}


@dataclass(frozen=True)
class MartTable:
    """A mart as a table; `columns` with their types in DuckDB."""

    mart: Mart
    columns: Mapping[str, str]

    def create(self, suffix: str) -> Iterator[str]:
        """The statements that make it; the indexes come with `index`."""
        lines = ",\n    ".join(
            f'"{name}" {type_in(_DUCKDB_TYPES.get(type_, type_), "postgres")}'
            for name, type_ in self.columns.items()
        )
        yield f"create table reports{suffix}.{self.mart.name} (\n    {lines}\n)"

    def index(self, suffix: str) -> Iterator[str]:
        """The statements that make its indexes, once it is filled."""
        for column in self.mart.indexes:
            name = f"{self.mart.name}_{column}_idx"
            yield f"create index {name} on reports{suffix}.{self.mart.name} ({column})"

    def matched(self, one: str, other: str) -> str:
        """SQL condition: rows that go by these two names have the same key; NULL is like NULL.

        Said so that it can be hashed, which IS NOT DISTINCT FROM cannot.
        """
        return (
            " and ".join(
                f'{one}."{name}" = {other}."{name}"'
                if self.columns[name] in ("varchar", "boolean")
                else f'coalesce({one}."{name}", -1) = coalesce({other}."{name}", -1)'
                for name in self.mart.key
            )
            or "true"
        )


def mart_tables(bench: Workbench, database: str) -> list[MartTable]:
    """The marts that are shipped, with their columns as they are in a database of the workbench."""
    return [
        MartTable(each, _described(bench, f"{database}.reports.{each.name}"))
        for each in marts()
        if not each.is_step
    ]


def model_columns(table: Table) -> dict[str, str]:
    """The columns of a table of the model, with their types in DuckDB."""
    return {column.name: type_in(column.type, "duckdb") for column in table.columns}


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


def _described(bench: Workbench, relation: str) -> dict[str, str]:
    rows = bench.rows(f"select column_name, column_type from (describe {relation})")
    return {
        name: _DUCKDB_TYPES["hugeint"] if type_ == "HUGEINT" else type_.lower()
        for name, type_ in rows
    }
