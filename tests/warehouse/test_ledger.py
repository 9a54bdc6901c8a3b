"""The ledger: what a warehouse says of itself comes back as it was written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from reelhouse.lake.account import FileAccount
from reelhouse.lake.changes import TableChanges
from reelhouse.lake.manifest import Manifest, state_ids
from reelhouse.schema import create_statements, load_schema
from reelhouse.warehouse.duckdb import DuckDBReader
from reelhouse.warehouse.ledger import (
    published_states,
    read_ledger,
    write_ledger,
    write_publication,
)
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFESTS = [
    Manifest(label, "here", "f" * 64, "delta", 1, "2026-11-01T12:00:00+00:00", 1.5, ())
    for label in ("2026-2", "2026-10")
]
ACCOUNT = FileAccount("links", 9, 4, 1, 2, 1, 3, 1, 0.125)
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path / "spill") as made:
        for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
            made.run(statement)
        yield made


def publish(bench: Workbench, method: str, *rows: int) -> None:
    told: dict[str, Any] = {"as_of": "2026-10", "state_id": "x", "deliveries": 1}
    changes = [TableChanges("movie", *rows)]
    write_publication(bench, changes, published_at=NOW, method=method, seconds=1.5, **told)


def test_it_comes_back_in_the_order_of_the_deliveries(bench: Workbench) -> None:
    ids = state_ids(MANIFESTS)
    accounts = {"2026-2": (ACCOUNT,), "2026-10": ()}
    reader = DuckDBReader(bench.connection, "this")
    for written in (MANIFESTS[:1], MANIFESTS):
        write_ledger(bench, written, ids[: len(written)], accounts)
    found = read_ledger(reader)
    assert list(found.state_ids.items()) == [("2026-2", ids[0]), ("2026-10", ids[1])]
    assert found.state_id == ids[1]
    assert found.accounts == {"2026-2": (ACCOUNT,)}
    assert published_states(reader) == set(ids)


def test_rows_changed_are_counted_since_it_was_built_anew(bench: Workbench) -> None:
    reader = DuckDBReader(bench.connection, "this")
    assert read_ledger(reader).rows_changed == 0
    counts = []
    for method, rows in (
        ("built", (100, 0, 0)),
        ("changed", (1, 2, 4)),
        ("changed", (8, 0, 0)),
        ("built", (0, 16, 0)),
        ("changed", (0, 0, 32)),
    ):
        publish(bench, method, *rows)
        counts.append(read_ledger(reader).rows_changed)
    assert counts == [0, 7, 15, 0, 32]
    assert read_ledger(reader).publications.column("number").to_pylist() == [1, 2, 3, 4, 5]
