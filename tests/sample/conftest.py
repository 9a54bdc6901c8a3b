"""Samples that several tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sample.reading import Sample

from reelhouse.sample import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A delivery that is just large enough to have every kind of defect."""
    directory = tmp_path_factory.mktemp("sample") / "delivery"
    write(directory, scale=0.005, seed=11)
    return Sample(directory)


@pytest.fixture(scope="session")
def months_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three monthly deliveries over the turn of a year."""
    directory = tmp_path_factory.mktemp("months") / "deliveries"
    write(directory, scale=0.005, seed=11, months=3, first_month="2025-12")
    return directory


@pytest.fixture(scope="session")
def months(months_directory: Path) -> list[Sample]:
    """The same three, in order."""
    return [Sample(months_directory / label) for label in ("2025-12", "2026-01", "2026-02")]
