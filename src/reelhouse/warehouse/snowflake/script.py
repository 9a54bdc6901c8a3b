"""All that a database on Snowflake has, as one script: `reelhouse schema --dialect snowflake`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reelhouse.errors import ContradictionError
from reelhouse.schema import create_statements, load_schema
from reelhouse.schema.ddl import script as written
from reelhouse.warehouse.build import make_marts
from reelhouse.warehouse.shipped import mart_tables
from reelhouse.warehouse.snowflake.dynamic import create_dynamic
from reelhouse.warehouse.snowflake.roles import (
    create_policies,
    grants,
    put_policies,
    take_policies_off,
)
from reelhouse.warehouse.snowflake.tables import create_loading, create_tables, create_views
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reelhouse.warehouse.shipped import MartTable

REPORTS = ("views", "materialized")
MARTS = ("tables", "dynamic")


def script(*, reports: str = "views", marts: str = "tables", database: str = "reelhouse") -> str:
    """The statements that make everything in a database, which can be run again and again.

    `reports` is one of REPORTS, `marts` one of MARTS; ContradictionError for `materialized` over
    `dynamic`, which Snowflake does not have.
    """
    if (reports, marts) == ("materialized", "dynamic"):
        raise ContradictionError(
            "reports cannot be materialized over dynamic tables: ask for one of the two"
        )
    materialized = reports == "materialized"
    found = empty_marts()
    parts = {
        "The model, the ledger, and what loads work with": _tables(
            found, dynamic=marts == "dynamic"
        ),
        "The reports, each over one mart": create_views(
            found, materialized=materialized, anew=False
        ),
        "Who sees what": grants(database),
        "What the model marks is closed off; this needs the Enterprise edition": [
            *create_policies(),
            *take_policies_off(materialized=materialized),
            *put_policies(materialized=materialized),
        ],
    }
    return f"use database {database};\n" + "".join(
        f"\n-- {title}.\n\n{written(statements)}" for title, statements in parts.items()
    )


def empty_marts() -> list[MartTable]:
    """The marts with their columns, which are those that DuckDB makes of an empty model."""
    with TemporaryDirectory() as folder, closing(Workbench(Path(folder))) as bench:
        bench.run("attach ':memory:' as warehouse; use warehouse")
        for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
            bench.run(statement)
        make_marts(bench)
        return mart_tables(bench, "warehouse")


def _tables(found: Iterable[MartTable], *, dynamic: bool) -> Iterator[str]:
    yield from create_loading()
    if dynamic:
        yield from create_tables(())
        yield from create_dynamic()
    else:
        yield from create_tables(found)
