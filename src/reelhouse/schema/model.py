"""The data model as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
