"""A warehouse that is built anew: all rows in one transaction, or beside one of another version."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from reelhouse.resources import sql
from reelhouse.schema import load_schema
from reelhouse.warehouse.shipped import mart_tables, model_columns
from reelhouse.warehouse.snowflake import lock
from reelhouse.warehouse.snowflake.roles import READERS, grants, put_policies
from reelhouse.warehouse.snowflake.tables import (
    TABLES,
    columns_expected,
    columns_there,
    create_tables,
    create_views,
    fingerprint,
)

if TYPE_CHECKING:
    from reelhouse.warehouse.shipped import MartTable
    from reelhouse.warehouse.snowflake.server import Server
    from reelhouse.warehouse.snowflake.session import Session
    from reelhouse.warehouse.snowflake.staging import Staging
    from reelhouse.workbench import Workbench

BUILDING = "_building_"


def build(
    bench: Workbench, server: Server, session: Session, staging: Staging, seen: lock.Mark
) -> None:
    """Fill the database's tables from the workbench's database `warehouse`.

    Readers see what was there until all of it is there. Tables of this version are emptied and
    filled in one transaction. Where there are tables of another version new ones are filled beside
    them, and take their place schema by schema: what the reports see, in one step.

    Raises TransientError where another load has published, or begun to build, since `seen`.
    """
    found = mart_tables(bench, "warehouse")
    is_first = seen.layout == ""
    is_beside = seen.layout not in ("", fingerprint()) or bool(changed_by_hand(session, found))
    suffix = f"{BUILDING}{uuid4().hex[:8]}" if is_beside else ""
    with session.transaction():
        claimed = "being built beside" if is_beside else fingerprint()
        seen = lock.advance(session, server.name, seen, claimed)
    _sweep(session)
    session.run_all(create_tables(found, suffix))
    if not is_beside:
        session.run_all(_views(server, found, anew=False))
    relations = _relations(found)
    for name, (relation, columns) in relations.items():
        staging.put(name, relation, columns)
    with session.transaction():
        seen = lock.advance(session, server.name, seen, claimed)
        for name in relations:
            schema, _, table = name.partition(".")
            if not (is_first or is_beside):
                session.run(f"delete from {schema}{suffix}.{table}")
            staging.copy(name, f"{schema}{suffix}.{table}")
        if not is_beside:
            mark_companies(session)
    if is_beside:
        _take_the_place(session, suffix)
        session.run_all(_views(server, found, anew=True))
        _sweep(session)
        with session.transaction():
            lock.advance(session, server.name, seen, fingerprint())
            mark_companies(session)
    if is_beside or is_first:
        _close_off(session, server)


def mark_companies(session: Session) -> None:
    """Have the policies know of which companies not everybody may see the rows."""
    session.run("delete from reelhouse_loading.marked_company")
    session.run(sql("warehouse/snowflake/sql", "marked_company"))


def _close_off(session: Session, server: Server) -> None:
    """Let the roles see what they should, and close off what they should not, where there are any.

    Both are for somebody else to make, who may: see the set-up script.
    """
    if session.run(f"show roles like '{READERS[0]}'"):
        session.run_all(grants(server.database))
    if session.run("show masking policies like 'masked_text' in schema reelhouse_loading"):
        session.run_all(put_policies(materialized=server.materializes_reports))


def changed_by_hand(
    session: Session, found: list[MartTable], *, or_missing: bool = False
) -> list[str]:
    """The tables that have not the columns that they should have."""
    there = columns_there(session.run(sql("warehouse/snowflake/sql", "columns")))
    expected = columns_expected(found)
    looked_at = there.keys() | expected.keys() if or_missing else there.keys()
    return sorted(name for name in looked_at if there.get(name) != expected.get(name))


def _relations(found: list[MartTable]) -> dict[str, tuple[str, dict[str, str]]]:
    """What is sent, by the table that it is for: where it stands in the workbench, its columns."""
    told = {
        table.full_name: (f"warehouse.{table.full_name}", model_columns(table))
        for table in load_schema().tables
    }
    for each in found:
        name = each.mart.name
        told[f"marts.{name}"] = (f"warehouse.reports.{name}", dict(each.columns))
    return told


def _views(server: Server, found: list[MartTable], *, anew: bool) -> list[str]:
    return list(create_views(found, materialized=server.materializes_reports, anew=anew))


def _take_the_place(session: Session, suffix: str) -> None:
    for schema in TABLES:
        session.run(f"create schema if not exists {schema}")
        session.run(f"alter schema {schema}{suffix} swap with {schema}")


def _sweep(session: Session) -> None:
    """Remove what was replaced, and what a load that died or was overtaken was building."""
    found = session.run("select schema_name from information_schema.schemata")
    for (name,) in found:
        schema, mark, _ = str(name).lower().partition(BUILDING)
        if mark and schema in TABLES:
            session.run(f"drop schema if exists {name} cascade")
