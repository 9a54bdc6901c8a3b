"""A warehouse that is built anew: all rows in one transaction, or beside one of another version."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from reelhouse.schema import load_schema
from reelhouse.warehouse.shipped import mart_tables, model_columns
from reelhouse.warehouse.snowflake import lock
from reelhouse.warehouse.snowflake.roles import grants, policies
from reelhouse.warehouse.snowflake.tables import TABLES, create_tables, create_views, fingerprint

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
    is_beside = seen.layout not in ("", fingerprint())
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
            session.run(f"delete from {schema}{suffix}.{table}")
            staging.copy(name, f"{schema}{suffix}.{table}")
    if is_beside:
        _take_the_place(session, suffix)
        session.run_all(_views(server, found, anew=True))
        _sweep(session)
        with session.transaction():
            lock.advance(session, server.name, seen, fingerprint())
    session.run_all(grants(session))
    session.run_all(policies(session))


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
    """Remove what a load that died, or one that was overtaken, was building, and what was replaced."""
    found = session.run("select schema_name from information_schema.schemata")
    for (name,) in found:
        schema, mark, _ = str(name).lower().partition(BUILDING)
        if mark and schema in TABLES:
            session.run(f"drop schema if exists {name} cascade")
