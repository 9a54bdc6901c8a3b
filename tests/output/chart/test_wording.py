from __future__ import annotations

from tests.output.chart.answers import every_year, made_up

from reelhouse.output.chart import specification

YEARS = range(1990, 1993)


def test_the_subtitle_says_who_was_left_out_and_what_is_covered() -> None:
    spec = specification(made_up("genre-revenue", every_year(20, YEARS)))
    assert spec["title"]["subtitle"] == [
        "9 of 20 genres, those with the largest total revenue; pale: the other genres shown",
        "Delivery 2026-11 · 45,300 of 45,463 films counted · revenue known of 7,408 · "
        "a film counts in full for each of its genres",
    ]


def test_profit_says_that_both_amounts_are_needed_and_split_that_films_are_shared() -> None:
    spec = specification(
        made_up("company-profit", every_year(2, YEARS), scope={"allocation": "split"})
    )
    assert spec["title"]["subtitle"] == [
        "Delivery 2026-11 · 45,300 of 45,463 films counted · "
        "profit of films with both budget and revenue known · "
        "a film is shared out between its companies",
    ]


def test_filters_stand_in_the_title_and_below_it() -> None:
    filters: dict[str, object] = {"from_year": 1980, "genre": "genre 1", "limit": 3}
    spec = specification(made_up("genre-budget", every_year(1, YEARS), filters=filters))
    assert spec["title"]["text"] == "Budget by genre and year: Genre 1"
    assert spec["title"]["subtitle"][-1] == "Only films released in 1980 or later"


def test_one_chosen_by_id_is_named() -> None:
    spec = specification(made_up("company-budget", every_year(1, YEARS), filters={"company_id": 1}))
    assert spec["title"]["text"] == "Budget by company and year: Company 1"


def test_popularity_says_which_measure_it_is() -> None:
    answer = made_up(
        "company-popularity",
        every_year(2, YEARS),
        scope={"measure": "rating_mean", "statistic": "geometric_mean"},
    )
    title = specification(answer)["encoding"]["y"]["title"]
    assert title == "Geometric mean of MovieLens rating, 0.5 to 5 stars"
