"""What must hold over the tables after every load, as queries that count what does not.

They stand in for keys and check constraints where an engine does not enforce them. The SQL is in
the subset that DuckDB, PostgreSQL and Snowflake share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reelhouse.schema.model import CheckConstraint, Column, ForeignKey, Schema, Table

Kind = Literal["primary key", "not null", "foreign key", "check constraint"]


@dataclass(frozen=True)
class Check:
    """A property of the data, `name` says which; it holds where `sql` gives 0.

    `sql` gives one row with one integer column, `violations`: the number of keys that come
    more than once or have a NULL in them, or of rows with a NULL, or that refer to nothing, or
    that a constraint forbids. `table` is a full name.
    """

    name: str
    table: str
    kind: Kind
    sql: str


def integrity_checks(schema: Schema) -> tuple[Check, ...]:
    """One check for each key, primary or foreign, each NOT NULL column and each constraint."""
    return tuple(check for table in schema.tables for check in _checks(table))


def together(checks: Sequence[Check]) -> str:
    """One query for many checks, which costs much less than each by itself.

    It gives a row of two integers for each: its place among the checks, from 0, and `violations`.
    """
    return "\nunion all\n".join(
        f"select {place} as place, violations from (\n{check.sql}\n) as found"
        for place, check in enumerate(checks)
    )


def _checks(table: Table) -> Iterator[Check]:
    yield _primary_key(table)
    for column in table.columns:
        if not column.nullable:
            yield _not_null(table, column)
    for key in table.foreign_keys:
        yield _foreign_key(key)
    for constraint in table.check_constraints:
        yield _check_constraint(table, constraint)


def _primary_key(table: Table) -> Check:
    key = ", ".join(table.primary_key)
    missing = " or ".join(f"{column} is null" for column in table.primary_key)
    sql = f"""\
with broken_keys as (
    select {key}
    from {table.full_name}
    group by {key}
    having count(*) > 1 or {missing}
)
select count(*) as violations
from broken_keys"""
    return Check(f"{table.full_name} has one row per {key}", table.full_name, "primary key", sql)


def _not_null(table: Table, column: Column) -> Check:
    sql = f"""\
select count(*) as violations
from {table.full_name}
where {column.name} is null"""
    name = f"{table.full_name}.{column.name} is never NULL"
    return Check(name, table.full_name, "not null", sql)


def _foreign_key(key: ForeignKey) -> Check:
    # A reference with a NULL in it refers to nothing and breaks nothing.
    given = " and ".join(f"referrer.{column} is not null" for column in key.columns)
    match = " and ".join(
        f"target.{there} = referrer.{here}"
        for here, there in zip(key.columns, key.target_columns, strict=True)
    )
    columns = ", ".join(key.columns)
    sql = f"""\
with referrer as (
    select {columns}, count(*) as occurrences
    from {key.table}
    group by {columns}
)
select coalesce(sum(referrer.occurrences), 0) as violations
from referrer
where
    {given}
    and not exists (
        select 1
        from {key.target} as target
        where {match}
    )"""
    name = f"{key.table} ({columns}) refers to a row of {key.target}"
    return Check(name, key.table, "foreign key", sql)


def _check_constraint(table: Table, constraint: CheckConstraint) -> Check:
    # As in the server's own: where a NULL leaves a condition open, it is not broken.
    sql = f"""\
select count(*) as violations
from {table.full_name}
where not ({constraint.condition})"""
    name = f"{table.full_name}: {constraint.condition}"
    return Check(name, table.full_name, "check constraint", sql)
