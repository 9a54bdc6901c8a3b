"""What a server is sent: the tables of the model, and the marts as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.schema.ddl import type_in
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.schema import Table
    from reelhouse.warehouse.marts import Mart
    from reelhouse.workbench import Workbench

TOLD_BY_DELIVERIES = ("movies.movie_history", "reelhouse.reject")
"""Tables of the ledger that deliveries only add to; all others of it are small."""

# Types of DuckDB whose names the DBML does not have.
_NAMED_AS_IN_THE_DBML = {"varchar": "text", "hugeint": "decimal(38,0)"}


@dataclass(frozen=True)
class MartTable:
    """A mart as a table; `columns` with their types in DuckDB."""

    mart: Mart
    columns: Mapping[str, str]

    def types(self, dialect: str) -> dict[str, str]:
        """The columns with their types in a dialect."""
        return {
            name: type_in(_NAMED_AS_IN_THE_DBML.get(type_, type_), dialect)
            for name, type_ in self.columns.items()
        }

    def matched(self, one: str, other: str) -> str:
        """SQL condition: rows that go by these two names have the same key; NULL is like NULL.

        Said so that it can be hashed, which IS NOT DISTINCT FROM cannot.
        """
        return (
            " and ".join(
                f"{one}.{name} = {other}.{name}"
                if self.columns[name] in ("varchar", "boolean")
                else f"coalesce({one}.{name}, -1) = coalesce({other}.{name}, -1)"
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


def _described(bench: Workbench, relation: str) -> dict[str, str]:
    rows = bench.rows(f"select column_name, column_type from (describe {relation})")
    return {
        name: _NAMED_AS_IN_THE_DBML["hugeint"] if type_ == "HUGEINT" else type_.lower()
        for name, type_ in rows
    }
