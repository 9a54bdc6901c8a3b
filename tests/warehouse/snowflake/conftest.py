from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.states import Place, Places
from tests.test_kills import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.snowserver import Server


@pytest.fixture
def place(account: Server, tmp_path: Path) -> Iterator[Place]:
    """A house in an empty database, and the deliveries of some months beside it."""
    for each in MONTHS.values():
        each.write(tmp_path)
    places = Places(account)
    yield places.place(tmp_path)
    places.clear()
