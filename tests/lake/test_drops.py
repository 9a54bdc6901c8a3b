"""The ledger of the lake: every delivery that ever came, with what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from reelhouse.clean.account import CleanedFile
from reelhouse.lake.drops import SCHEMA, drops
from reelhouse.lake.lake import Lake
from reelhouse.lake.manifest import Manifest, state_ids
from reelhouse.lake.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    CleanedFile("movies_metadata", "0" * 64, 3, 1, 1, 0, 1, 0, 0.5),
    CleanedFile("links", "1" * 64, 7, 5, 0, 0, 2, 4, 0.5),
)


def manifest(label: str, version: int = 1, **more: str) -> Manifest:
    at = "2026-11-01T10:00:00+00:00"
    told = Manifest(label, "/here", f"{version}" * 64, "snapshot", 1, at, 1.25, FILES, version)
    return replace(told, **more)  # type: ignore[arg-type]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(FolderStore(tmp_path))


def commit(lake: Lake, told: Manifest) -> Manifest:
    with lake.staging(told.label) as folder:
        return lake.commit(folder, told)


def refuse(lake: Lake, told: Manifest) -> None:
    with lake.staging(told.label) as folder:
        lake.refuse(folder, told)


def outcomes(lake: Lake, published: list[str]) -> list[tuple[str, int, str]]:
    rows = drops(lake, published).to_pylist()
    return [(row["label"], row["version"], row["outcome"]) for row in rows]


def test_of_an_empty_lake_there_is_nothing_to_tell(lake: Lake) -> None:
    assert drops(lake, ()).num_rows == 0
    assert drops(lake, ()).schema == SCHEMA


def test_a_delivery_is_told_with_its_rows_and_rejects_and_when_it_was_cleaned(lake: Lake) -> None:
    commit(lake, manifest("2026-11", mode="delta"))
    assert drops(lake, ()).to_pylist() == [
        {
            "label": "2026-11",
            "version": 1,
            "mode": "delta",
            "source": "/here",
            "hash": "1" * 12,
            "rows": 10,
            "rejects": 3,
            "seconds": Decimal("1.250"),
            "cleaned_at": datetime(2026, 11, 1, 10, tzinfo=UTC),
            "outcome": "cleaned",
        }
    ]


def test_what_is_in_the_warehouse_is_published_and_the_rest_is_cleaned(lake: Lake) -> None:
    ids = state_ids([commit(lake, manifest("2026-10")), commit(lake, manifest("2026-11"))])
    assert outcomes(lake, ids[:1]) == [("2026-10", 1, "published"), ("2026-11", 1, "cleaned")]
    assert outcomes(lake, ids) == [("2026-10", 1, "published"), ("2026-11", 1, "published")]


def test_what_comes_before_a_published_delivery_leaves_it_to_be_published_again(
    lake: Lake,
) -> None:
    ids = state_ids([commit(lake, manifest("2026-10"))])
    commit(lake, manifest("2026-09"))
    assert outcomes(lake, ids) == [("2026-09", 1, "cleaned"), ("2026-10", 1, "cleaned")]


def test_every_version_is_told_the_last_of_which_counts(lake: Lake) -> None:
    for version in (1, 2, 3):
        newest = commit(lake, manifest("2026-11", version))
    assert outcomes(lake, state_ids([newest])) == [
        ("2026-11", 1, "replaced"),
        ("2026-11", 2, "replaced"),
        ("2026-11", 3, "published"),
    ]


def test_they_come_by_label_the_refused_ones_among_them(lake: Lake) -> None:
    commit(lake, manifest("2026-11"))
    commit(lake, manifest("2026-9"))
    refuse(lake, manifest("2026-10", outcome="refused: too much"))
    refuse(lake, manifest("2026-9", 2, outcome="refused: worse"))
    assert outcomes(lake, []) == [
        ("2026-9", 1, "cleaned"),
        ("2026-9", 2, "refused: worse"),
        ("2026-10", 1, "refused: too much"),
        ("2026-11", 1, "cleaned"),
    ]
