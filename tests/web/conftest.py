"""The golden delivery, loaded once, and applications that serve it."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import reelhouse
from reelhouse.settings import Settings
from reelhouse.web.answering import EXTENSION, Shared
from reelhouse.web.app import create_app
from reelhouse.web.serving import Serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apiflask import APIFlask
    from flask.testing import FlaskClient

GOLDEN = Path(__file__).parents[1] / "golden"
LABEL = "2026-11"


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the golden delivery is loaded."""
    home = tmp_path_factory.mktemp("web")
    settings = Settings(f"{home}/lake", f"{home}/warehouse.duckdb")
    with reelhouse.open(settings.warehouse, lake=settings.lake) as house:
        house.ingest(GOLDEN / "delivery", drop=LABEL, max_reject_rate=Decimal(1))
    return settings


@pytest.fixture
def own(golden: Settings, tmp_path: Path) -> Settings:
    """The same in a place of the test's own, to be changed."""
    shutil.copytree(golden.lake, tmp_path / "lake")
    shutil.copyfile(golden.warehouse, tmp_path / "warehouse.duckdb")
    return Settings(f"{tmp_path}/lake", f"{tmp_path}/warehouse.duckdb")


@pytest.fixture(scope="session")
def app(golden: Settings) -> Iterator[APIFlask]:
    """An application that is open to everybody, as on a loopback address."""
    made = create_app(Serving(golden))
    yield made
    closed(made)


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def served(golden: Settings) -> Iterator[Callable[..., APIFlask]]:
    """Makes applications that serve the golden delivery on these terms, or another warehouse."""
    made = []

    def serve(settings: Settings = golden, **terms: Any) -> APIFlask:
        made.append(create_app(Serving(settings, **terms)))
        return made[-1]

    yield serve
    for each in made:
        closed(each)


def shared_by(app: APIFlask) -> Shared:
    found: Shared = app.extensions[EXTENSION]
    return found


def closed(app: APIFlask) -> None:
    shared_by(app).current.close()
    shared_by(app).past.close()
