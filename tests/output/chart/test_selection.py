from __future__ import annotations

from decimal import Decimal

from tests.output.chart.answers import every_year, made_up

from reelhouse.output.chart.selection import all_rows, leading, with_gaps
from reelhouse.output.chart.subject import Subject

YEARS = range(1990, 1992)


def test_those_with_the_largest_total_are_chosen_and_the_rest_is_counted() -> None:
    chosen = leading(Subject.of(made_up("company-revenue", every_year(5, YEARS))), 2)
    assert chosen.names == ["Company 1", "Company 2"]
    assert chosen.total == 5
    assert {row["name"] for row in chosen.rows} == {"Company 1", "Company 2"}
    assert chosen.rows[0] == {"name": "Company 1", "year": 1990, "amount": 15_000_000.0}


def test_popularity_chooses_those_with_the_most_films() -> None:
    rows = every_year(3, YEARS)
    rows[-1]["value"] = 99.0
    chosen = leading(Subject.of(made_up("company-popularity", rows)), 1)
    assert chosen.names == ["Company 1"]


def test_a_total_chooses_the_largest_total() -> None:
    rows = every_year(3, YEARS)
    rows[-1]["value"] = 99.0
    answer = made_up("company-popularity", rows, scope={"statistic": "total"})
    assert leading(Subject.of(answer), 1).names == ["Company 3"]


def test_none_is_left_out_where_there_are_others() -> None:
    none = {"genre_id": None, "genre": "(none)", "release_year": 1990, "revenue": 10**12}
    rows = [none, *every_year(2, YEARS)]
    chosen = leading(Subject.of(made_up("genre-revenue", rows)), 5)
    assert (chosen.names, chosen.total, chosen.without_none) == (["Genre 1", "Genre 2"], 2, True)


def test_none_is_shown_where_it_is_all_there_is() -> None:
    none = {"genre_id": None, "genre": "(none)", "release_year": 1990, "revenue": 7}
    chosen = leading(Subject.of(made_up("genre-revenue", [none])), 5)
    assert (chosen.names, chosen.without_none) == (["(none)"], False)
    assert len(chosen.rows) == 1


def test_two_of_one_name_are_told_apart_by_id() -> None:
    rows = every_year(2, YEARS, company="Studio")
    chosen = leading(Subject.of(made_up("company-revenue", rows)), 5)
    assert chosen.names == ["Studio (1)", "Studio (2)"]


def test_cents_are_drawn_too() -> None:
    rows = every_year(1, range(1990, 1991), revenue=Decimal("0.25"))
    assert all_rows(Subject.of(made_up("genre-revenue", rows)))[0]["amount"] == 0.25


def test_a_year_without_a_row_becomes_a_gap() -> None:
    rows = [
        {"name": "a", "year": 1990, "amount": 1.0},
        {"name": "a", "year": 1992, "amount": 2.0},
        {"name": "b", "year": 1999, "amount": 3.0},
    ]
    gap = {"name": "a", "year": 1991, "amount": None}
    assert with_gaps(rows) == [rows[0], gap, rows[1], rows[2]]
