"""Who may do what: the owner loads, readers see the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reelhouse.resources import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

READER = "reelhouse_reader"


def make_reader(connection: psycopg.Connection[Any], tell: Callable[[str], None]) -> None:
    """Make the role of the readers where it is missing.

    Where that is not allowed, `tell` hears what somebody who may has to run.
    """
    import psycopg

    if _is_there(connection):
        return
    statements = sql("warehouse/postgres/sql", "reader")
    try:
        with connection.transaction():
            connection.execute(statements)
    except psycopg.errors.InsufficientPrivilege:
        tell(
            f"the role {READER}, which sees the reports and nothing else, is missing, and may not "
            f"be made by this one. Somebody who may can run:\n{statements.strip()}\n"
            "The next load grants it what it needs."
        )


def grants(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """The statements that let readers see the reports, where there is such a role."""
    if _is_there(connection):
        yield f"grant usage on schema reports to {READER}"
        yield f"grant select on all tables in schema reports to {READER}"


def _is_there(connection: psycopg.Connection[Any]) -> bool:
    return bool(
        connection.execute("select 1 from pg_roles where rolname = %s", [READER]).fetchall()
    )
