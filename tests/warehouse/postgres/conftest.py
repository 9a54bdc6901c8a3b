from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.test_kills import FIRST, SECOND
from tests.warehouse.postgres.loads import Place, copied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.pgserver import Server


@pytest.fixture
def place(pgdatabase: str, tmp_path: Path) -> Place:
    """An empty database, and the deliveries of some months."""
    made = Place(pgdatabase, tmp_path)
    made.deliver()
    return made


@pytest.fixture(scope="session")
def base(pgserver: Server, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Place]:
    """Where the months of these labels were loaded, once for all tests: to be copied."""

    @cache
    def made(*labels: str) -> Place:
        folder = tmp_path_factory.mktemp("base")
        if labels:
            found = copied(pgserver, made(*labels[:-1]), folder / "house")
            found.ingest(labels[-1])
        else:
            found = Place(pgserver.create_database(f"base_{uuid4().hex}"), folder / "house")
            found.deliver()
        return found

    return made


@pytest.fixture
def one(pgserver: Server, base: Callable[..., Place], tmp_path: Path) -> Iterator[Place]:
    """A warehouse of the first month, and the deliveries of the others."""
    yield (found := copied(pgserver, base(FIRST), tmp_path / "house"))
    pgserver.drop(found.database)


@pytest.fixture
def two(pgserver: Server, base: Callable[..., Place], tmp_path: Path) -> Iterator[Place]:
    """A warehouse of two months, which `rebuild` takes back to the first."""
    yield (found := copied(pgserver, base(FIRST, SECOND), tmp_path / "house"))
    pgserver.drop(found.database)


@pytest.fixture
def no_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PostgreSQL's variables and files say nothing, whatever this machine has."""
    for name in os.environ:
        if name.startswith("PG"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PGPASSFILE", f"{tmp_path}/none")
    monkeypatch.setenv("PGSERVICEFILE", f"{tmp_path}/none-either")
