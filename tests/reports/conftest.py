"""Real deliveries as they are ingested, and the same ones for the reference."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.deliveries import read_delivery

import reelhouse
from reelhouse.warehouse.duckdb import DuckDBWarehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reports.deliveries import Delivery

    from reelhouse.warehouse.base import Warehouse

CUT = Path(__file__).parents[1] / "data" / "real"


def real_folders() -> list[Path]:
    """The cut that is kept with the tests, and the full files where they are at hand."""
    full = os.environ.get("REELHOUSE_REAL_DATA")
    return [CUT, *(Path(full) / name for name in ("head-5000", "random-1000") if full)]


@dataclass(frozen=True)
class Case:
    """A delivery, as the reference reads it and as Reelhouse loads it."""

    delivery: Delivery
    warehouse: Warehouse


def ingested(folder: Path, home: Path) -> DuckDBWarehouse:
    with reelhouse.open(home / "warehouse.duckdb", lake=home / "lake") as house:
        house.ingest(folder, drop="2026-11")
    return DuckDBWarehouse(home / "warehouse.duckdb")


@pytest.fixture(scope="session", params=real_folders(), ids=lambda folder: folder.name)
def real(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    with closing(ingested(request.param, tmp_path_factory.mktemp("real"))) as warehouse:
        yield Case(read_delivery(request.param), warehouse)


@pytest.fixture(scope="session")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The small cut of the real data, in a warehouse."""
    with closing(ingested(CUT, tmp_path_factory.mktemp("cut"))) as warehouse:
        yield warehouse
