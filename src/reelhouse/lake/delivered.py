"""What a delivery changed: as it was kept in the lake, or found out and kept there."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reelhouse.clean.parquet import write_parquet
from reelhouse.errors import UsageError
from reelhouse.lake.changes import TableChanges, find_changes
from reelhouse.lake.manifest import state_ids
from reelhouse.lake.state import STATE_TABLES, create_state
from reelhouse.resources import quoted, sql
from reelhouse.schema import create_statements, load_schema
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.schema import Table


def delivered_changes(lake: Lake, manifests: Sequence[Manifest], table: str | None) -> pa.Table:
    """What the last of these deliveries, which are all up to it by age, changed.

    That is what lies between the states without it and with it, whenever it came. Without a
    `table` the number of rows of each; with one its rows: key, `change` (inserted, updated,
    deleted), and of a row that became another one a line for each `column`, with its value
    `before` and `after` as text. Raises UsageError where there is no such table.
    """
    if table is not None and table not in STATE_TABLES:
        raise UsageError(f"there is no table {table}; tables are {', '.join(sorted(STATE_TABLES))}")
    with lake.staging("changes") as folder, Workbench(folder / "spill") as bench:
        kept = _kept(lake, bench, manifests)
        if kept is None:
            kept = _find_out(lake, bench, manifests, folder / "changes")
        if table is None:
            return _counts(kept)
        return bench.table(_rows(load_schema().table(f"movies.{table}")))


def keep(
    lake: Lake,
    bench: Workbench,
    changes: Sequence[TableChanges],
    states: tuple[str, str],
    folder: Path,
) -> None:
    """Keep the change set in the workbench's `change.X`, which lies between these two states."""
    folder.mkdir()
    for each in changes:
        if each.rows:
            query = f"from memory.change.{each.table}"
            write_parquet(bench, query, folder / f"{each.table}.parquet")
    lake.keep_changes(folder, *states, {"tables": [asdict(each) for each in changes]})


def _kept(lake: Lake, bench: Workbench, manifests: Sequence[Manifest]) -> list[TableChanges] | None:
    """The change set as it was kept, in views `change.X`; None where it was not."""
    summary = lake.changes(*_states(manifests))
    if summary is None:
        return None
    changes = [TableChanges(**each) for each in summary["tables"]]
    names = [f"{each.table}.parquet" for each in changes if each.rows]
    folder = lake.local(summary["folder"], names)
    bench.run("create schema change")
    for each in changes:
        if each.rows:
            path = quoted(folder / f"{each.table}.parquet")
            bench.run(f"create view change.{each.table} as from read_parquet({path})")
        else:
            _create_empty(bench, each.table)
    return changes


def _find_out(
    lake: Lake, bench: Workbench, manifests: Sequence[Manifest], folder: Path
) -> list[TableChanges]:
    """Compare the states with and without the delivery, each in a database of its own."""
    bench.run("attach ':memory:' as earlier; use earlier")
    if manifests[1:]:
        create_state(bench, lake, manifests[:-1])
        before = "earlier.state"
    else:
        for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
            bench.run(statement)
        before = "earlier.movies"
    bench.run("use memory")
    create_state(bench, lake, manifests)
    schema = load_schema()
    changes = [
        find_changes(bench, schema.table(f"movies.{table}"), before, "memory.state")
        for table in STATE_TABLES
    ]
    if manifests[1:]:
        keep(lake, bench, changes, _states(manifests), folder)
    return changes


def _states(manifests: Sequence[Manifest]) -> tuple[str, str]:
    before, after = ["", *state_ids(manifests)][-2:]
    return before, after


def _create_empty(bench: Workbench, table: str) -> None:
    statements = create_statements(load_schema(), "duckdb", enforce_keys=False)
    [create] = [each for each in statements if each.startswith(f"create table movies.{table} (")]
    bench.run("create schema if not exists movies")
    bench.run(create)
    bench.run(f"create view change.{table} as select '' as _change_type, * from movies.{table}")


def _counts(changes: Sequence[TableChanges]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist([asdict(each) for each in changes])


def _rows(table: Table) -> str:
    """A query for the rows of a table that a delivery changed, a line for each value."""
    key = ", ".join(f'"{name}"' for name in table.primary_key)
    others = [each.name for each in table.columns if each.name not in table.primary_key]
    parts = [
        sql(
            "lake/sql/changes",
            "values",
            table=table.name,
            gone_key=", ".join(f'gone."{name}"' for name in table.primary_key),
            matched=table.matched("gone", "come"),
            column=name,
            number=str(place),
        )
        for place, name in enumerate(others)
    ]
    return sql(
        "lake/sql/changes",
        "rows",
        table=table.name,
        key=key,
        values="".join(f"union all\n{part}" for part in parts),
    )
