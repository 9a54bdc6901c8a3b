"""Every answer says what it covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tests.reports.deliveries import Delivery, Movie
from tests.reports.warehouses import warehouse_of

from reelhouse.reports.query import run
from reelhouse.reports.scope import Scope

if TYPE_CHECKING:
    from tests.reports.conftest import Case

GENRES = ((18, "Drama"), (35, "Comedy"))
COMPANIES = ((1, "A"), (2, "B"))
FILMS = (
    Movie(1, budget=1_000, revenue=999, companies=COMPANIES, genres=GENRES),
    Movie(2, status=None, budget=1, revenue=2, companies=COMPANIES),
    Movie(3, released=date(1874, 1, 1), genres=GENRES, revenue=1_000),
    Movie(4, status="Rumored", budget=7),
    Movie(5, status="Rumored", released=None),
    Movie(6, released=None, revenue=7),
    Movie(7, status=None, released=None),
)
SCOPE = Scope(
    as_of="2026-11",
    movies_total=7,
    movies_counted=3,
    undated=3,
    unreleased=1,
    without_company=1,
    without_genre=1,
    known_budget=2,
    known_revenue=3,
    suspect_money=2,
)


def test_films_are_counted_undated_or_unreleased() -> None:
    assert SCOPE.movies_total == SCOPE.movies_counted + SCOPE.undated + SCOPE.unreleased
    with warehouse_of(Delivery(FILMS)) as warehouse:
        assert run(warehouse, "company-releases").scope == SCOPE


def test_a_filter_does_not_change_the_scope_and_an_option_stands_in_it() -> None:
    with warehouse_of(Delivery(FILMS)) as warehouse:
        assert run(warehouse, "company-budget", year=1874, limit=0).scope == SCOPE
        split = run(warehouse, "genre-profit", allocation="split").scope
        asked = run(warehouse, "genre-popularity", measure="ratings", statistic="total").scope
    assert split == replace(SCOPE, allocation="split")
    assert asked == replace(SCOPE, measure="ratings", statistic="total")


def test_the_newest_delivery_is_named_once_there_is_one() -> None:
    with warehouse_of(Delivery(FILMS), label=None) as warehouse:
        assert run(warehouse, "genre-budget").scope.as_of is None
        warehouse.connection.execute(
            "insert into reelhouse.delivery"
            " select label, position, 1, '', '', 'snapshot', 1, '', now(), 0"
            " from (values ('2026-9', 1), ('2026-12', 3), ('2026-10', 2)) as t (label, position)"
        )
        assert run(warehouse, "genre-budget").scope.as_of == "2026-12"


def test_a_scope_is_told_in_order_and_without_what_does_not_apply() -> None:
    money = [
        *("as_of", "movies_total", "movies_counted", "undated", "unreleased", "without_company"),
        *("without_genre", "known_budget", "known_revenue", "suspect_money", "allocation"),
    ]
    assert list(SCOPE.as_dict()) == money
    popular = replace(SCOPE, measure="popularity", statistic="median")
    assert list(popular.as_dict()) == [*money, "measure", "statistic"]


def test_real_data_agrees_with_the_reference(real: Case) -> None:
    films, counted = real.delivery.movies, real.delivery.counted
    assert run(real.warehouse, "genre-budget").scope == Scope(
        as_of="2026-11",
        movies_total=len(films),
        movies_counted=len(counted),
        undated=sum(film.released is None for film in films),
        unreleased=sum(film.released is not None and not film.counts for film in films),
        without_company=sum(not film.companies for film in counted),
        without_genre=sum(not film.genres for film in counted),
        known_budget=sum(film.budget is not None for film in counted),
        known_revenue=sum(film.revenue is not None for film in counted),
        suspect_money=sum(
            any(amount is not None and amount < 1_000 for amount in (film.budget, film.revenue))
            for film in counted
        ),
    )
