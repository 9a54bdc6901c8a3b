from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reelhouse
from reelhouse.warehouse.duckdb import DuckDBWarehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.warehouse.base import Warehouse

GOLDEN = Path(__file__).parents[1] / "golden" / "delivery"


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The golden delivery in a warehouse."""
    home = tmp_path_factory.mktemp("entities")
    with reelhouse.open(home / "warehouse.duckdb", lake=home / "lake") as house:
        house.ingest(GOLDEN, drop="2026-11", max_reject_rate=Decimal(1))
    with closing(DuckDBWarehouse(home / "warehouse.duckdb")) as warehouse:
        yield warehouse
