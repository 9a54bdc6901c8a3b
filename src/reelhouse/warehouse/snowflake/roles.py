"""Who may do what: analysts see the reports; what the DBML marks is closed off from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.reports.catalog import definitions
from reelhouse.resources import sql
from reelhouse.schema import load_schema
from reelhouse.schema.model import SENSITIVITIES
from reelhouse.warehouse.marts import marts
from reelhouse.warehouse.snowflake.tables import can_be_materialized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.schema import Column, Table

READERS = ("reelhouse_analyst", "reelhouse_bi")
"""Roles that see the reports; the second one the model, too, for questions nobody foresaw."""

_SQL = "warehouse/snowflake/sql"
_LOADING = "reelhouse_loading"


def grants(database: str) -> Iterator[str]:
    """The statements that let the roles see what they should in a database.

    They come again and again, since what takes the place of something else has no grants.
    """
    for role in READERS:
        yield f"grant usage on database {database} to role {role}"
        yield f"grant usage on schema {database}.reports to role {role}"
        yield f"grant select on all views in schema {database}.reports to role {role}"
        yield f"grant select on all materialized views in schema {database}.reports to role {role}"
        yield f"grant usage on all functions in schema {database}.reports to role {role}"
    yield f"grant usage on schema {database}.movies to role reelhouse_bi"
    yield f"grant select on all tables in schema {database}.movies to role reelhouse_bi"


def create_policies() -> Iterator[str]:
    """The statements that make the policies and the tag, where they are missing."""
    allowed = ", ".join(f"'{each}'" for each in SENSITIVITIES)
    yield f"create tag if not exists {_LOADING}.sensitivity allowed_values {allowed}"
    for name in ("masked_text", "marked_rows", "marked_companies"):
        yield sql(_SQL, name)


def put_policies(*, materialized: bool) -> Iterator[str]:
    """The statements that put tags and policies on tables and views that have none yet."""
    for table in load_schema().tables:
        for column in table.columns:
            if column.sensitivity:
                yield from _closed_off(table, column)
    for view in _of_companies(materialized=materialized):
        yield (
            f"alter view reports.{view}"
            f" add row access policy {_LOADING}.marked_companies on (company_id)"
        )


def take_policies_off(*, materialized: bool) -> Iterator[str]:
    """The statements after which `put_policies` can be run, whatever there was before."""
    for table in load_schema().tables:
        if any(_marks_rows(column) for column in table.columns):
            yield f"alter table {table.full_name} drop all row access policies"
    for view in _of_companies(materialized=materialized):
        yield f"alter view reports.{view} drop all row access policies"


def _closed_off(table: Table, column: Column) -> Iterator[str]:
    altered = f"alter table {table.full_name} modify column {column.name}"
    yield f"{altered} set tag {_LOADING}.sensitivity = '{column.sensitivity}'"
    if _marks_rows(column):
        yield (
            f"alter table {table.full_name}"
            f" add row access policy {_LOADING}.marked_rows on ({column.name})"
        )
    elif column.type == "text":
        yield f"{altered} set masking policy {_LOADING}.masked_text force"


def _marks_rows(column: Column) -> bool:
    return column.sensitivity is not None and column.type == "boolean"


def _of_companies(*, materialized: bool) -> Iterator[str]:
    """The views of `reports` that have rows of companies, and can have a policy."""
    for mart in marts():
        if not mart.is_step and "company_id" in mart.key:
            yield mart.name
    for report in definitions():
        if any(column.name == "company_id" for column in report.columns) and not (
            materialized and can_be_materialized(report)
        ):
            yield report.view
