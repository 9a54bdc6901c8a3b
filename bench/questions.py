"""What is asked of the web application: the same questions of Datasette, and others only once."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import reelhouse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reelhouse.house import House
    from reelhouse.settings import Settings

COMPANIES = 180
ONCE = 150_000
PARTS = 3
FIRST_YEAR, LAST_YEAR = 1920, 2010


class Question(NamedTuple):
    """A report, of the genre or company with this id."""

    report: str
    kind: str
    identity: int

    @property
    def path(self) -> str:
        return f"/api/v1/reports/{self.report}?{self.kind}_id={self.identity}"


def same(settings: Settings) -> list[Question]:
    """The revenue of each genre, and the budgets of the companies with most films."""
    genres, companies = _ids(settings)
    return [
        *(Question("genre-revenue", "genre", each) for each in genres),
        *(Question("company-budget", "company", each) for each in companies[:COMPANIES]),
    ]


def once(settings: Settings) -> list[list[str]]:
    """Paths of questions none of which is another one: by company or genre, from some year on.

    They come in parts, in no order.
    """
    genres, companies = _ids(settings)
    questions = [
        *(Question(f"genre-{what}", "genre", each) for what in _SUMS for each in genres),
        *(Question(f"company-{what}", "company", each) for what in _SUMS for each in companies),
    ]
    years = range(FIRST_YEAR, LAST_YEAR)
    paths = [f"{each.path}&from_year={year}" for each in questions for year in years]
    mixed = random.Random(1).sample(paths, min(ONCE, len(paths)))
    return [mixed[part::PARTS] for part in range(PARTS)]


_SUMS = ("budget", "revenue", "profit")


def _ids(settings: Settings) -> tuple[list[int], list[int]]:
    """Of genres and of companies, those with most films first."""
    with reelhouse.open(settings.warehouse, lake=settings.lake) as house:
        return _by_movies(house, "genre"), _by_movies(house, "company")


def _by_movies(house: House, kind: str) -> list[int]:
    movies: Counter[int] = Counter()
    for row in house.report(f"{kind}-budget").arrow().to_pylist():
        if row[f"{kind}_id"] is not None:
            movies[row[f"{kind}_id"]] += row["movies"]
    return [each for each, _ in movies.most_common()]


def write(file: Path, paths: Sequence[str], tags: Sequence[str] = ()) -> Path:
    """A file of these questions for wrk, with these ETags if there are any."""
    lines = ["\t".join(each) for each in zip(paths, tags, strict=True)] if tags else paths
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file
