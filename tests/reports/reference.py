"""The nine reports once more: in plain Python, without SQL.

Written from the definition of the reports, to be compared with them. Every number is a
Fraction until it is rounded; logarithms have 40 digits.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from tests.reports.deliveries import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.reports.deliveries import Credit, Delivery, Movie

Row = tuple[object, ...]

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
