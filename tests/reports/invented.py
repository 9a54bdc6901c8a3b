"""Deliveries that chance invents."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st
from tests.reports.deliveries import Delivery, Movie

NAMES = ["Ærø Film", "Zoo", "a", "film (none)", "zoo", "Émile", "Twin", "Twin", "映画", "😀"]
COMPANIES = [(3 * number + 1, NAMES[number % len(NAMES)]) for number in range(48)]
GENRES = [(18, "Drama"), (35, "Comedy"), (99, "Twin"), (7, "Twin"), (1, "drama")]

money = st.one_of(st.none(), st.integers(1, 2_000), st.integers(1, 3_000_000_000))
popularity = st.one_of(
    st.none(),
    st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(3, 2), Fraction("14.686036")]),
    st.integers(0, 999_999_999).map(lambda n: Fraction(n, 1_000_000)),
)
vote_average = st.one_of(st.none(), st.integers(0, 100).map(lambda n: Fraction(n, 10)))


def some_of(
    pool: list[tuple[int, str]], numbers: st.SearchStrategy[int]
) -> st.SearchStrategy[tuple[tuple[int, str], ...]]:
    return st.builds(
        lambda number, first: tuple((pool[first:] + pool[:first])[:number]),
        numbers,
        st.integers(0, len(pool) - 1),
    )


@st.composite
def invented_deliveries(draw: st.DrawFn) -> Delivery:
    """Few movies in few years, so that they meet; ties, unknowns and crowds among them."""
    movies = st.builds(
        Movie,
        movie_id=st.integers(1, 2**31 - 1),
        status=st.sampled_from(["Released", "Released", None, "Rumored"]),
        released=st.sampled_from([None, *[date(year, 12, 31) for year in (1874, 1999, 1999)]]),
        budget=money,
        revenue=money,
        popularity=popularity,
        vote_count=st.one_of(st.none(), st.integers(0, 3), st.integers(0, 15_000)),
        vote_average=vote_average,
        companies=some_of(COMPANIES, st.sampled_from([0, 1, 2, 3, 7, 41, 43, 45])),
        genres=some_of(GENRES, st.integers(0, 5)),
    )
    present = draw(st.lists(movies, max_size=9, unique_by=lambda movie: movie.movie_id))
    targets = st.sampled_from([None, 0, *(movie.movie_id for movie in present)])
    links = draw(st.dictionaries(st.integers(1, 12), targets, max_size=12))
    stars = st.integers(1, 10).map(lambda n: Fraction(n, 2))
    ratings = draw(st.lists(st.tuples(st.integers(1, 12), stars), max_size=25))
    return Delivery(tuple(present), links, tuple(ratings))
