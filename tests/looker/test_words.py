from __future__ import annotations

import pytest

from reelhouse.looker.words import amount_format, label, sentences
from reelhouse.reports.columns import US_DOLLARS


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("release_year", "year", "Release year"),
        ("company_id", "", "Company ID"),
        ("imdb_id", "", "IMDb ID"),
        ("movielens_id", "", "MovieLens ID"),
        ("budget", US_DOLLARS, "Budget (US dollars)"),
        ("movies", "movies", "Movies"),
        ("known", "movies", "Known (movies)"),
        ("runtime_minutes", "minutes", "Runtime minutes"),
    ],
)
def test_a_label_says_the_unit_once(name: str, unit: str, expected: str) -> None:
    assert label(name, unit) == expected


def test_dollars_are_shown_as_such_and_decimals_all() -> None:
    assert amount_format(US_DOLLARS, 2) == ("value_format", "$#,##0.00")
    assert amount_format("movies", 0) == ("value_format", "#,##0")
    assert amount_format("", 6) == ("value_format", "#,##0.000000")


def test_what_is_told_stands_in_sentences() -> None:
    assert sentences("One", "", "Two.") == "One. Two"
