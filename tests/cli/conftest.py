from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

import reelhouse
from reelhouse.cli.main import cli
from reelhouse.house import IngestSummary
from reelhouse.lake.account import FileAccount
from reelhouse.lake.changes import TableChanges
from reelhouse.reports.catalog import definition
from reelhouse.reports.result import Report
from reelhouse.reports.scope import Scope
from reelhouse.warehouse.publisher import Publication

if TYPE_CHECKING:
    from collections.abc import Callable

    from reelhouse.progress import Progress
    from reelhouse.warehouse.integrity import CheckResult

SCOPE = Scope("2026-11", 9, 8, 1, 0, 0, 0, 5, 4, 0)
PUBLICATION = Publication(
    "2026-11",
    accounts={},
    published=("2026-11",),
    method="changed",
    changes=(TableChanges("movie", 45, 454, 1), TableChanges("rating", 77_740, 0, 0)),
    seconds=0.5,
)
SUMMARY = IngestSummary(
    label="2026-11",
    source="movies.zip",
    content_hash="abc",
    files=(FileAccount("movies_metadata", 45466, 45433, 30, 0, 3, 4, 0, 1.25),),
    absent=("links", "ratings"),
    notes=("keywords is separated by ;",),
    already_in_lake=False,
    publication=PUBLICATION,
    seconds=2.5,
)


@dataclass
class FakeHouse:
    """Answers what the tests put into it, and remembers what it was asked."""

    asked: list[Any] = field(default_factory=list)
    error: BaseException | None = None
    checks: list[CheckResult] = field(default_factory=list)
    revenue: int = 1_234_567
    newest: str = "2026-11"

    def ingest(self, source: str, *, progress: Progress, **options: Any) -> IngestSummary:
        self._remember("ingest", source, options)
        stage = progress.start("movies_metadata", "read", 34_000_000)
        stage.advance(34_000_000, 45_466)
        stage.finish()
        return SUMMARY

    def report(self, name: str, **filters: Any) -> Report:
        self._remember("report", name, filters)
        rows = pa.table(
            {
                "genre_id": pa.array([18, None], pa.int32()),
                "genre": ["Drama", "(none)"],
                "release_year": pa.array([1995, 1996], pa.int32()),
                "movies": [3, 1],
                "known": [2, 0],
                "revenue": pa.array([self.revenue, None], pa.int64()),
            }
        )
        shown = rows.slice(filters.get("offset", 0), filters.get("limit"))
        return Report(definition(name), shown, SCOPE, rows.num_rows, filters)

    def rejects(self, drop: str | None) -> pa.Table:
        self._remember("rejects", drop)
        return pa.table(
            {
                "file": ["movies_metadata", "ratings"],
                "line": [19730, 7],
                "column": [None, "rating"],
                "reason": ["record_broken", "out_of_range"],
                "action": ["repaired", "nulled"],
                "raw": ["False,\n", "99"],
                "detail": ["joined", None],
            }
        )

    def check(self) -> list[CheckResult]:
        self._remember("check")
        return self.checks

    def _remember(self, *asked: Any) -> None:
        self.asked.append(asked)
        if self.error is not None:
            raise self.error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("closed")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> FakeHouse:
    fake = FakeHouse()

    def opened(warehouse: str | None = None, *, lake: str | None = None, **s3: object) -> FakeHouse:
        given = {name: value for name, value in s3.items() if value is not None}
        fake.asked.append(("open", warehouse, lake, *([given] if given else [])))
        return fake

    monkeypatch.setattr(reelhouse, "open", opened)
    return fake


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command line; its output is not a terminal."""
    return lambda *words: CliRunner().invoke(cli, list(words))
