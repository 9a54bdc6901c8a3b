from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.warehouse.postgres.loads import Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(pgdatabase: str, tmp_path: Path) -> Place:
    """An empty database, and the deliveries of some months."""
    made = Place(pgdatabase, tmp_path)
    made.deliver()
    return made
