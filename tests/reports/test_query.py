"""Every report gives the rows that its definition says, digit for digit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.deliveries import Delivery, Movie
from tests.reports.invented import invented_deliveries
from tests.reports.reference import MEASURES, STATISTICS, answer
from tests.reports.warehouses import warehouse_of

from reelhouse.errors import UsageError
from reelhouse.reports.catalog import definitions
from reelhouse.reports.query import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.reports.conftest import Case
    from tests.reports.reference import Row

    from reelhouse.warehouse.base import Warehouse

MONEY_REPORTS = [
    f"{subject}-{kind}"
    for subject in ("company", "genre")
    for kind in ("budget", "revenue", "profit")
]
Options = dict[str, Any]
QUESTIONS: list[tuple[str, Options]] = [
    ("company-releases", {}),
    *[(name, {"allocation": way}) for name in MONEY_REPORTS for way in ("full", "split")],
    *[
        (f"{subject}-popularity", {"measure": measure, "statistic": statistic})
        for subject in ("company", "genre")
        for measure in MEASURES
        for statistic in STATISTICS
    ],
]


def everything(name: str) -> Options:
    """What makes a report show all of its rows."""
    return {"top": "all"} if name == "genre-popularity" else {}


def test_the_questions_are_all_there_are() -> None:
    assert {name for name, _ in QUESTIONS} == {report.name for report in definitions()}


@pytest.mark.parametrize(
    ("name", "options"), QUESTIONS, ids=lambda part: part if isinstance(part, str) else None
)
def test_real_data_agrees_with_the_reference(real: Case, name: str, options: Options) -> None:
    report = run(real.warehouse, name, **options, **everything(name))
    assert report.rows == answer(real.delivery, name, **options)


# ------------------------------------------------------------------- invented deliveries


def require_agreement(delivery: Delivery, min_movies: int, data: st.DataObject) -> None:
    with warehouse_of(delivery) as warehouse:
        questions = st.lists(st.sampled_from(QUESTIONS), min_size=4, max_size=12)
        for name, options in data.draw(questions):
            sample: Options = {"min_movies": min_movies} if name == "genre-popularity" else {}
            report = run(warehouse, name, **options, **sample, **everything(name))
            assert report.rows == answer(delivery, name, **options, **sample)
            assert report.total_rows == len(report.rows)


invented = given(delivery=invented_deliveries(), min_movies=st.integers(1, 4), data=st.data())


@settings(max_examples=30, deadline=None)
@invented
def test_invented_data_agrees_with_the_reference(
    delivery: Delivery, min_movies: int, data: st.DataObject
) -> None:
    require_agreement(delivery, min_movies, data)


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@invented
def test_much_invented_data_agrees_with_the_reference(
    delivery: Delivery, min_movies: int, data: st.DataObject
) -> None:
    require_agreement(delivery, min_movies, data)


@settings(max_examples=15, deadline=None)
@given(delivery=invented_deliveries())
def test_shares_add_up_to_what_the_films_cost(delivery: Delivery) -> None:
    total = sum(movie.budget or 0 for movie in delivery.counted)
    with warehouse_of(delivery) as warehouse:
        rows = run(warehouse, "company-budget", allocation="split").rows
    shares = sum((row[-1] for row in rows if isinstance(row[-1], Decimal)), Decimal())
    assert abs(shares - total) <= Decimal("0.005") * len(rows)


# ------------------------------------------------------------------------- worked by hand

SHORT = Movie(1, budget=100, revenue=50, popularity=Fraction(2), genres=((35, "Comedy"),))
LONG = Movie(2, budget=900, popularity=Fraction(4), genres=((35, "Comedy"), (18, "Drama")))


def test_a_profit_is_summed_over_the_films_with_both_known() -> None:
    with warehouse_of(Delivery((SHORT, LONG))) as warehouse:
        assert run(warehouse, "genre-profit").rows == [
            (35, "Comedy", 2000, 2, 1, 100, 50, -50),
            (18, "Drama", 2000, 1, 0, None, None, None),
        ]


def test_a_split_amount_is_rounded_half_away_from_zero_to_cents() -> None:
    crowd = tuple((number, f"C{number}") for number in range(8))
    loss = Movie(1, budget=2, revenue=1, companies=crowd)
    with warehouse_of(Delivery((loss,))) as warehouse:
        rows = run(warehouse, "company-profit", allocation="split", company_id=0).rows
    assert rows == [(0, "C0", 2000, 1, 1, Decimal("0.25"), Decimal("0.13"), Decimal("-0.13"))]


def test_the_greatest_amounts_do_not_overflow() -> None:
    richest = Movie(1, budget=2**63 - 1, companies=((1, "A"), (2, "B")))
    with warehouse_of(Delivery((richest,))) as warehouse:
        assert run(warehouse, "company-budget", company_id=1).rows[0][-1] == 2**63 - 1
        half = run(warehouse, "company-budget", company_id=1, allocation="split").rows[0][-1]
    assert half == Decimal(2**63 - 1) / 2


def test_a_film_without_votes_is_rated_like_the_usual_film() -> None:
    loved = Movie(1, vote_count=10, vote_average=Fraction(8), genres=((1, "A"),))
    unseen = Movie(2, vote_count=0, vote_average=Fraction(0), genres=((2, "B"),))
    unrated = Movie(3, vote_count=0, genres=((3, "C"),))
    uncounted = Movie(4, vote_average=Fraction(9), genres=((4, "D"),))
    unsure = Movie(5, vote_count=1, genres=((5, "E"),))
    with warehouse_of(Delivery((loved, unseen, unrated, uncounted, unsure))) as warehouse:
        rows = run(warehouse, "genre-popularity", measure="weighted_rating", top="all").rows
    assert [(row[3], row[6]) for row in rows] == [
        ("A", Decimal(8)),
        ("B", Decimal(8)),
        ("C", Decimal(8)),
        ("D", None),
        ("E", None),
    ]


def test_a_genre_without_a_value_ranks_behind_a_small_sample() -> None:
    silent = tuple(Movie(number, genres=((18, "Drama"),)) for number in (11, 12, 13))
    with warehouse_of(Delivery((*silent, SHORT))) as warehouse:
        rows = run(warehouse, "genre-popularity", top="all").rows
    assert rows == [
        (2000, 1, 35, "Comedy", 1, 1, Decimal(2), True),
        (2000, 2, 18, "Drama", 3, 0, None, False),
    ]


def test_a_film_without_ratings_has_none_of_them_and_no_mean() -> None:
    with warehouse_of(Delivery((SHORT,), links={7: 1})) as warehouse:
        assert run(warehouse, "company-popularity", measure="ratings").rows == [
            (None, "(none)", 2000, 1, 1, Decimal(0))
        ]
        assert run(warehouse, "company-popularity", measure="rating_mean").rows == [
            (None, "(none)", 2000, 1, 0, None)
        ]


def test_an_empty_warehouse_gives_empty_answers() -> None:
    with warehouse_of(Delivery(()), label=None) as warehouse:
        for name, options in QUESTIONS:
            assert run(warehouse, name, **options).rows == []


# -------------------------------------------------------------------------------- filters

each_report = pytest.mark.parametrize("name", [report.name for report in definitions()])


def rows_of(warehouse: Warehouse, name: str, **filters: object) -> list[Row]:
    return run(warehouse, name, **{**everything(name), **filters}).rows


@each_report
def test_a_filter_chooses_among_the_rows_and_changes_none(cut: Warehouse, name: str) -> None:
    rows = rows_of(cut, name)
    columns = run(cut, name, limit=0).columns

    def where(column: str, holds: Callable[[Any], bool]) -> list[Row]:
        chosen = [row for row in rows if holds(row[columns.index(column)])]
        assert chosen
        return chosen

    assert rows_of(cut, name, year=1995) == where("release_year", lambda year: year == 1995)
    assert rows_of(cut, name, from_year=1996) == where("release_year", lambda year: year >= 1996)
    assert rows_of(cut, name, from_year=1990, to_year=1994) == where(
        "release_year", lambda year: 1990 <= year <= 1994
    )
    for noun, identity, title in (("company", 2, "Walt Disney Pictures"), ("genre", 18, "Drama")):
        if noun in columns:
            chosen = where(noun, title.__eq__)
            assert rows_of(cut, name, **{noun: title.upper()}) == chosen
            assert rows_of(cut, name, **{f"{noun}_id": identity}) == chosen
            assert rows_of(cut, name, **{f"{noun}_id": identity, noun: title}) == chosen
            without = where(f"{noun}_id", lambda found: found is None)
            assert rows_of(cut, name, **{noun: "(None)"}) == without


def test_companies_of_one_name_are_all_shown() -> None:
    twins = Movie(1, companies=((5, "Twin"), (4, "twin"), (6, "Other")))
    with warehouse_of(Delivery((twins,))) as warehouse:
        rows = run(warehouse, "company-budget", company="TWIN").rows
    assert [row[:2] for row in rows] == [(5, "Twin"), (4, "twin")]


def test_the_most_popular_genre_of_a_year_is_shown_unless_more_are_asked_for(
    cut: Warehouse,
) -> None:
    rows = rows_of(cut, "genre-popularity")
    assert run(cut, "genre-popularity").rows == [row for row in rows if row[1] == 1]
    assert rows_of(cut, "genre-popularity", top=3) == [
        row for row in rows if isinstance(row[1], int) and row[1] <= 3
    ]


def test_a_rank_is_among_all_genres_of_the_year(cut: Warehouse) -> None:
    drama = rows_of(cut, "genre-popularity", genre="Drama", year=1995)
    assert [row[1] for row in drama] != [1]
    assert drama == [
        row for row in rows_of(cut, "genre-popularity", year=1995) if row[3] == "Drama"
    ]


@each_report
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_sort_keeps_the_order_of_the_report_among_equals(
    cut: Warehouse, name: str, order: str
) -> None:
    rows: list[tuple[Any, ...]] = rows_of(cut, name)
    for place, column in enumerate(run(cut, name, limit=0).columns):
        values = sorted({row[place] for row in rows} - {None}, reverse=order == "desc")
        in_order = [None, *values] if column.endswith("_id") else [*values, None]
        expected = sorted(rows, key=lambda row: in_order.index(row[place]))
        assert rows_of(cut, name, sort=column, order=order) == expected


def test_a_page_is_cut_from_the_rows_and_tells_how_many_there_are(cut: Warehouse) -> None:
    everywhere = run(cut, "genre-revenue")
    page = run(cut, "genre-revenue", limit=5, offset=3)
    assert page.rows == everywhere.rows[3:8]
    assert page.total_rows == everywhere.total_rows == len(everywhere.rows)
    beyond = run(cut, "genre-revenue", genre="Drama", offset=10_000)
    assert (beyond.rows, beyond.total_rows) == ([], len(rows_of(cut, "genre-revenue", genre_id=18)))


def test_a_report_that_does_not_exist_is_refused(cut: Warehouse) -> None:
    with pytest.raises(UsageError, match="there is no report 'company_budget'"):
        run(cut, "company_budget")
