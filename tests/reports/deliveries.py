"""Deliveries as plain Python reads them from their CSV files, or as a test invents them."""

from __future__ import annotations

import ast
import csv
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Credit = tuple[int | None, str]


def rounded(value: Fraction, digits: int) -> Decimal:
    """Half away from zero."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)


@dataclass(frozen=True)
class Movie:
    movie_id: int
    status: str | None = "Released"
    released: date | None = date(2000, 1, 1)
    budget: int | None = None
    revenue: int | None = None
    popularity: Fraction | None = None
    vote_count: int | None = None
    vote_average: Fraction | None = None
    companies: tuple[Credit, ...] = ()
    genres: tuple[Credit, ...] = ()

    @property
    def counts(self) -> bool:
        return self.released is not None and self.status in {"Released", None}

    @property
    def year(self) -> int:
        assert self.released is not None
        return self.released.year

    def amount(self, kind: str) -> int | None:
        if kind == "budget":
            return self.budget
        if kind == "revenue":
            return self.revenue
        if self.budget is None or self.revenue is None:
            return None
        return self.revenue - self.budget


@dataclass(frozen=True)
class Delivery:
    """`links` lead from MovieLens ids to TMDB ids; a rating is a MovieLens id and its stars."""

    movies: tuple[Movie, ...]
    links: dict[int, int | None] = field(default_factory=dict)
    ratings: tuple[tuple[int, Fraction], ...] = ()

    @property
    def counted(self) -> list[Movie]:
        return [movie for movie in self.movies if movie.counts]


def read_delivery(folder: Path) -> Delivery:
    """The delivery in a folder; real files, with repeated movies but no broken records."""
    best: dict[str, dict[str, str]] = {}
    for line in _lines(folder / "movies_metadata.csv"):
        known = best.setdefault(line["id"], line)
        if _precedence(line) >= _precedence(known):
            best[line["id"]] = line
    return Delivery(
        movies=tuple(_movie(line) for line in best.values()),
        links={
            int(line["movieId"]): int(line["tmdbId"]) if line["tmdbId"] else None
            for line in _first_of(folder, "links.csv", "links_small.csv")
        },
        ratings=tuple(
            (int(line["movieId"]), Fraction(line["rating"]))
            for line in _first_of(folder, "ratings.csv", "ratings_small.csv")
        ),
    )


def _precedence(line: dict[str, str]) -> tuple[int, Fraction]:
    return int(line["vote_count"]), Fraction(line["popularity"])


def _movie(line: dict[str, str]) -> Movie:
    return Movie(
        movie_id=int(line["id"]),
        status=line["status"] or None,
        released=date.fromisoformat(line["release_date"]) if line["release_date"] else None,
        budget=int(line["budget"]) or None,
        revenue=int(line["revenue"]) or None,
        popularity=Fraction(rounded(Fraction(line["popularity"]), 6)),
        vote_count=int(line["vote_count"]),
        vote_average=Fraction(rounded(Fraction(line["vote_average"]), 6)),
        companies=_credits(line["production_companies"]),
        genres=_credits(line["genres"]),
    )


def _credits(literal: str) -> tuple[Credit, ...]:
    return tuple(dict.fromkeys((item["id"], item["name"]) for item in ast.literal_eval(literal)))


def _first_of(folder: Path, *names: str) -> Iterator[dict[str, str]]:
    for name in names:
        if (folder / name).exists():
            return _lines(folder / name)
    return iter(())


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
