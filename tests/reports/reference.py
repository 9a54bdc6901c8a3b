"""The nine reports once more: in plain Python, from the CSV files, without SQL.

Written from the definition of the reports, to be compared with them. Every number is a
Fraction until it is rounded; logarithms have 40 digits.
"""

from __future__ import annotations

import ast
import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Row = tuple[object, ...]
Credit = tuple[int | None, str]

NONE: Credit = (None, "(none)")
MONEY = ("budget", "revenue", "profit")
MEASURES = (
    "popularity",
    "vote_count",
    "vote_average",
    "weighted_rating",
    "ratings",
    "rating_mean",
)
STATISTICS = ("median", "mean", "geometric_mean", "total")


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


# ------------------------------------------------------------------------------ reading


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


# ------------------------------------------------------------------------------ reports


def answer(
    delivery: Delivery,
    report: str,
    *,
    allocation: str = "full",
    measure: str = "popularity",
    statistic: str = "median",
    min_movies: int = 3,
) -> list[Row]:
    """All rows of a report, in its order."""
    if report == "company-releases":
        return _releases(delivery)
    subject, _, question = report.partition("-")
    groups = _by_credit_and_year(delivery, subject)
    if question in MONEY:
        return [
            (*key, len(movies), *_money(movies, question, subject, allocation))
            for key, movies in groups
        ]
    values = measured(delivery, measure)
    rows = [
        (*key, len(movies), *_popularity([values[movie.movie_id] for movie in movies], statistic))
        for key, movies in groups
    ]
    return rows if subject == "company" else _ranked(rows, min_movies)


def rounded(value: Fraction, digits: int) -> Decimal:
    """Half away from zero."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)


def _releases(delivery: Delivery) -> list[Row]:
    number: dict[tuple[Credit, int, Credit], int] = defaultdict(int)
    for movie in delivery.counted:
        for company in movie.companies or (NONE,):
            for genre in movie.genres or (NONE,):
                number[company, movie.year, genre] += 1
    in_order = sorted(number, key=lambda key: (_by_name(key[0]), key[1], _by_name(key[2])))
    return [(*key[0], key[1], *key[2], number[key]) for key in in_order]


def _by_name(credit: Credit) -> tuple[str, int, int]:
    """NULL stands before every id; Python compares text by code point."""
    identity, name = credit
    return name, identity is not None, identity or 0


def _by_credit_and_year(
    delivery: Delivery, subject: str
) -> list[tuple[tuple[int | None, str, int], list[Movie]]]:
    groups: dict[tuple[Credit, int], list[Movie]] = defaultdict(list)
    for movie in delivery.counted:
        for credit in _credited(movie, subject):
            groups[credit, movie.year].append(movie)
    in_order = sorted(groups, key=lambda key: (_by_name(key[0]), key[1]))
    return [((*credit, year), groups[credit, year]) for credit, year in in_order]


def _credited(movie: Movie, subject: str) -> tuple[Credit, ...]:
    return (movie.companies if subject == "company" else movie.genres) or (NONE,)


def _money(movies: list[Movie], question: str, subject: str, allocation: str) -> Row:
    known = [movie for movie in movies if movie.amount(question) is not None]
    shown = ("budget", "revenue", "profit") if question == "profit" else (question,)
    return (len(known), *(_sum_of_money(known, kind, subject, allocation) for kind in shown))


def _sum_of_money(known: list[Movie], kind: str, subject: str, allocation: str) -> object:
    if not known:
        return None
    amounts = [(movie.amount(kind) or 0, len(_credited(movie, subject))) for movie in known]
    if allocation == "full":
        return sum(amount for amount, _ in amounts)
    return rounded(sum((Fraction(amount, n) for amount, n in amounts), Fraction()), 2)


# --------------------------------------------------------------------------- popularity


def measured(delivery: Delivery, measure: str) -> dict[int, Fraction | None]:
    """The measure of each movie; None where it has none."""
    if measure == "weighted_rating":
        return _weighted_ratings(delivery)
    if measure in {"ratings", "rating_mean"}:
        stars: dict[int | None, list[Fraction]] = defaultdict(list)
        for movielens_id, rating in delivery.ratings:
            stars[delivery.links.get(movielens_id)].append(rating)
        return {
            movie.movie_id: _rating(stars[movie.movie_id], measure) for movie in delivery.movies
        }
    take: dict[str, Callable[[Movie], Fraction | int | None]] = {
        "popularity": lambda movie: movie.popularity,
        "vote_count": lambda movie: movie.vote_count,
        "vote_average": lambda movie: movie.vote_average if (movie.vote_count or 0) > 0 else None,
    }
    values = {movie.movie_id: take[measure](movie) for movie in delivery.movies}
    return {key: None if value is None else Fraction(value) for key, value in values.items()}


def _rating(stars: list[Fraction], measure: str) -> Fraction | None:
    if measure == "ratings":
        return Fraction(len(stars))
    return sum(stars, Fraction()) / len(stars) if stars else None


def _weighted_ratings(delivery: Delivery) -> dict[int, Fraction | None]:
    averages = [
        movie.vote_average
        for movie in delivery.movies
        if (movie.vote_count or 0) > 0 and movie.vote_average is not None
    ]
    counts = [movie.vote_count for movie in delivery.movies if movie.vote_count is not None]
    if not averages:
        return dict.fromkeys(movie.movie_id for movie in delivery.movies)
    usual = sum(averages, Fraction()) / len(averages)
    many = percentile(counts, Fraction(9, 10))

    def weighted(movie: Movie) -> Fraction | None:
        votes = movie.vote_count
        if votes is None or votes + many == 0 or (votes > 0 and movie.vote_average is None):
            return None
        own = votes * movie.vote_average if votes > 0 and movie.vote_average is not None else 0
        return (own + many * usual) / (votes + many)

    return {movie.movie_id: weighted(movie) for movie in delivery.movies}


def percentile(values: Iterable[Fraction | int], part: Fraction) -> Fraction:
    """By linear interpolation between the two nearest places."""
    in_order = sorted(values)
    place = (len(in_order) - 1) * part
    below = int(place)
    above = min(below + 1, len(in_order) - 1)
    return in_order[below] + (place - below) * Fraction(in_order[above] - in_order[below])


def _popularity(values: list[Fraction | None], statistic: str) -> Row:
    known = [value for value in values if value is not None]
    return len(known), _statistic(known, statistic) if known else None


def _statistic(values: list[Fraction], statistic: str) -> Decimal:
    if statistic == "median":
        return rounded(percentile(values, Fraction(1, 2)), 6)
    if statistic == "mean":
        return rounded(sum(values, Fraction()) / len(values), 6)
    if statistic == "total":
        return rounded(sum(values, Fraction()), 6)
    with localcontext(prec=40):
        mean = sum((_logarithm(value) for value in values), Decimal()) / len(values)
        return rounded(Fraction(mean.exp() - 1), 6)


@cache
def _logarithm(value: Fraction) -> Decimal:
    with localcontext(prec=40):
        return (1 + Decimal(value.numerator) / Decimal(value.denominator)).ln()


def _ranked(rows: list[Row], min_movies: int) -> list[Row]:
    """Rows of (id, genre, year, movies, known, value), as the most popular genres of each year."""

    def merit(row: tuple[object, ...]) -> tuple[object, ...]:
        identity, genre, year, movies, _, value = row
        assert isinstance(movies, int)
        assert value is None or isinstance(value, Decimal)
        return (
            year,
            identity is None,
            value is None,
            movies < min_movies,
            -(value or 0),
            -movies,
            genre,
            identity,
        )

    ranked: list[Row] = []
    place = 0
    for row in sorted(rows, key=merit):
        identity, genre, year, movies, known, value = row
        place = place + 1 if ranked and ranked[-1][0] == year else 1
        assert isinstance(movies, int)
        ranked.append(
            (
                year,
                None if identity is None else place,
                identity,
                genre,
                movies,
                known,
                value,
                movies < min_movies,
            )
        )
    return ranked
