from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

import reelhouse
from reelhouse.backfill import Cleaned
from reelhouse.cli.main import cli
from reelhouse.errors import RejectRateError, UsageError
from reelhouse.lake.account import FileAccount
from reelhouse.lake.changes import TableChanges
from reelhouse.lake.drops import SCHEMA as DROPS
from reelhouse.reports.catalog import definition
from reelhouse.reports.result import Report
from reelhouse.reports.scope import Scope
from reelhouse.summary import BackfillSummary, IngestSummary
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

REFUSED = RejectRateError(
    "movies_metadata: 9 of 10 rows were rejected, more than 1% (--max-reject-rate); the delivery "
    "was refused. For example:\n  line 2: wrong_field_count: False,,42\nHave the file sent again."
)
DELIVERIES = (
    Cleaned("2026-09", "old/2026-09", already_in_lake=True, rows=100, seconds=0.01),
    Cleaned("2026-10", "old/2026-10", already_in_lake=False, rows=0, seconds=1.5, error=REFUSED),
    Cleaned("2026-11", "old/2026-11", already_in_lake=False, rows=12_345, seconds=2.25),
    Cleaned(
        *("2026-12", "old/2026-12"),
        already_in_lake=False,
        rows=0,
        seconds=0.5,
        error=UsageError("no such thing"),
    ),
)


@dataclass
class FakeHouse:
    """Answers what the tests put into it, and remembers what it was asked."""

    asked: list[Any] = field(default_factory=list)
    error: BaseException | None = None
    checks: list[CheckResult] = field(default_factory=list)
    revenue: int = 1_234_567
    newest: str = "2026-11"
    deliveries: tuple[Cleaned, ...] = (DELIVERIES[0], DELIVERIES[2])
    publication: Publication | None = PUBLICATION
    waits: bool = False
    tell: Callable[[str], None] = print

    def ingest(self, source: str, *, progress: Progress, **options: Any) -> IngestSummary:
        self._remember("ingest", source, options)
        if self.waits:
            self.tell("w.duckdb: process 7 is writing it; waiting up to 600 seconds")
        stage = progress.start("movies_metadata", "read", 34_000_000)
        stage.advance(34_000_000, 45_466)
        stage.finish()
        return SUMMARY

    def backfill(
        self,
        sources: tuple[str, ...],
        *,
        progress: Progress,
        done: Callable[[Cleaned], None],
        **options: Any,
    ) -> BackfillSummary:
        self._remember("backfill", sources, options)
        stage = progress.start("deliveries", "clean", None)
        for each in self.deliveries:
            done(each)
            stage.advance(0, each.rows)
        stage.finish()
        return BackfillSummary(self.deliveries, self.publication, 4.0)

    def rebuild(self, *, progress: Progress, **options: Any) -> Publication:
        self._remember("rebuild", options)
        progress.start("warehouse", "publish", None).finish()
        return Publication("2026-11", accounts={}, published=("2026-11",), method="built")

    def changes(self, drop: str, table: str | None) -> pa.Table:
        self._remember("changes", drop, table)
        if table is None:
            numbers = [[45, 0, 77_740], [454, 0, 0], [0, 0, 1]]
            names = ["movie", "genre", "rating"]
            return pa.table([names, *numbers], ["table", "inserted", "updated", "deleted"])
        return pa.table(
            {
                "movie_id": pa.array([862, 949], pa.int32()),
                "change": ["updated", "deleted"],
                "column": ["popularity", None],
                "before": ["21.946943", None],
                "after": ["20.100000", None],
            }
        )

    def drops(self) -> pa.Table:
        self._remember("drops")
        rows = [
            {
                "label": label,
                "version": version,
                "mode": "snapshot",
                "source": f"{label}.zip",
                "hash": "0123456789ab",
                "rows": 26_289_123,
                "rejects": 3,
                "seconds": Decimal("12.500"),
                "cleaned_at": datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC),
                "outcome": outcome,
            }
            for label, version, outcome in [
                ("2026-10", 1, "replaced"),
                ("2026-10", 2, "published"),
                ("2026-11", 1, "refused: credits: 9 of 10 rows were rejected"),
            ]
        ]
        return pa.Table.from_pylist(rows, schema=DROPS)

    def report(self, name: str, *, as_of: str | None = None, **filters: Any) -> Report:
        self._remember("report", name, filters, *([as_of] if as_of else []))
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

    def opened(
        warehouse: str | None = None,
        *,
        lake: str | None = None,
        tell: Callable[[str], None] = print,
        **s3: object,
    ) -> FakeHouse:
        fake.tell = tell
        given = {name: value for name, value in s3.items() if value is not None}
        fake.asked.append(("open", warehouse, lake, *([given] if given else [])))
        return fake

    monkeypatch.setattr(reelhouse, "open", opened)
    return fake


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command line; its output is not a terminal."""
    return lambda *words: CliRunner().invoke(cli, list(words))
