from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import places_of
from tests.looker.parsed import Model, models
from tests.states import KINDS, Place

from reelhouse.looker import project
from reelhouse.looker.project import REPORTS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.states import Places

    from reelhouse.house import House

REAL = Path(__file__).parents[1] / "data" / "real"


@pytest.fixture(scope="session")
def files() -> Mapping[str, str]:
    return project("films", "postgres")


@pytest.fixture(scope="session")
def reports(files: Mapping[str, str]) -> Model:
    return models(files)[REPORTS]


@pytest.fixture(scope="session")
def tables(files: Mapping[str, str]) -> Model:
    return models(files)[TABLES]


@pytest.fixture(scope="package", params=KINDS)
def places(request: pytest.FixtureRequest) -> Iterator[Places]:
    yield from places_of(request)


@pytest.fixture(scope="package")
def place(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A warehouse of either kind with the cut of real data."""
    made = places.place(tmp_path_factory.mktemp("looker"))
    with made.open() as house:
        house.ingest(REAL, drop="2026-11")
    return made


@pytest.fixture(scope="package")
def house(place: Place) -> Iterator[House]:
    with place.open() as opened:
        yield opened
