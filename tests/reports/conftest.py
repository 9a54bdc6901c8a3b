"""Real deliveries in a warehouse, and the same ones for the reference."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.reference import read_delivery
from tests.reports.warehouses import warehouse_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reports.reference import Delivery
    from tests.reports.warehouses import MemoryWarehouse

CUT = Path(__file__).parents[1] / "data" / "real"


def real_folders() -> list[Path]:
    """The cut that is kept with the tests, and the full files where they are at hand."""
    full = os.environ.get("REELHOUSE_REAL_DATA")
    return [CUT, *(Path(full) / name for name in ("head-5000", "random-1000") if full)]


@dataclass(frozen=True)
class Case:
    """A delivery, as the reference reads it and as the reports do."""

    delivery: Delivery
    warehouse: MemoryWarehouse


@pytest.fixture(scope="session", params=real_folders(), ids=lambda folder: folder.name)
def real(request: pytest.FixtureRequest) -> Iterator[Case]:
    delivery = read_delivery(request.param)
    with warehouse_of(delivery) as warehouse:
        yield Case(delivery, warehouse)


@pytest.fixture(scope="session")
def cut() -> Iterator[MemoryWarehouse]:
    """The small cut of the real data, in a warehouse."""
    with warehouse_of(read_delivery(CUT)) as warehouse:
        yield warehouse
