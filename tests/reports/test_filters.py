"""A filter is checked before anything is asked, and a refusal says what is allowed."""

from __future__ import annotations

import pytest

from reelhouse.errors import UsageError
from reelhouse.reports.catalog import definition
from reelhouse.reports.filters import validate


def refusal(report: str, **given: object) -> str:
    with pytest.raises(UsageError) as refused:
        validate(report, definition(report).filters, given)
    return str(refused.value)


def applied(report: str, **given: object) -> dict[str, int | str]:
    return validate(report, definition(report).filters, given)


PAGE = "sort, order, limit, offset"
YEARS = "year, from_year, to_year"
FILTERS = {
    "company-budget": f"{YEARS}, company_id, company, allocation, {PAGE}",
    "company-popularity": f"{YEARS}, company_id, company, measure, statistic, {PAGE}",
    "company-releases": f"{YEARS}, company_id, company, genre_id, genre, {PAGE}",
    "genre-profit": f"{YEARS}, genre_id, genre, allocation, {PAGE}",
    "genre-popularity": f"{YEARS}, genre_id, genre, measure, statistic, min_movies, top, {PAGE}",
}


@pytest.mark.parametrize("report", FILTERS)
def test_a_report_has_the_filters_that_apply_to_it(report: str) -> None:
    assert ", ".join(each.name for each in definition(report).filters) == FILTERS[report]


@pytest.mark.parametrize(
    ("report", "filter_"),
    [
        ("company-releases", "allocation"),
        ("company-popularity", "allocation"),
        ("company-budget", "genre"),
        ("genre-budget", "company"),
        ("genre-revenue", "measure"),
        ("company-popularity", "top"),
    ],
)
def test_a_filter_that_a_report_does_not_have_is_refused(report: str, filter_: str) -> None:
    assert f"{report} has no filter {filter_!r}." in refusal(report, **{filter_: "x"})


def test_the_refusal_of_a_filter_names_those_there_are() -> None:
    assert refusal("genre-profit", yaer=1995) == (
        "genre-profit has no filter 'yaer'. Did you mean year?"
        f" Its filters are {FILTERS['genre-profit']}."
    )


def test_what_is_not_given_has_its_default() -> None:
    assert applied("genre-popularity") == {
        "measure": "popularity",
        "statistic": "median",
        "min_movies": 3,
        "top": 1,
    }
    assert applied("genre-budget", year=None, allocation=None) == {"allocation": "full"}
    assert applied("genre-budget", sort="budget") == {
        "allocation": "full",
        "sort": "budget",
        "order": "asc",
    }


@pytest.mark.parametrize("value", ["1995", 1995.0, True, 2**63])
@pytest.mark.parametrize("name", ["year", "from_year", "to_year", "genre_id"])
def test_a_number_is_a_whole_one(name: str, value: object) -> None:
    assert refusal("genre-budget", **{name: value}) == (
        f"{name} must be a whole number, not {value!r}."
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"limit": -1}, "limit must be a whole number from 0, not -1."),
        ({"offset": -1}, "offset must be a whole number from 0, not -1."),
        ({"limit": "all"}, "limit must be a whole number from 0, not 'all'."),
        ({"min_movies": 0}, "min_movies must be a whole number from 1, not 0."),
        ({"top": 0}, "top must be a whole number from 1 or all, not 0."),
        ({"top": "ten"}, "top must be a whole number from 1 or all, not 'ten'."),
        ({"top": True}, "top must be a whole number from 1 or all, not True."),
        ({"genre": 18}, "genre must be a text, not 18."),
        (
            {"statistic": "average"},
            "statistic must be one of median, mean, geometric_mean, total, not 'average'.",
        ),
        (
            {"measure": "vote"},
            "measure must be one of popularity, vote_count, vote_average, weighted_rating,"
            " ratings, rating_mean, not 'vote'. Did you mean vote_count or vote_average?",
        ),
        (
            {"sort": "budget"},
            "sort must be one of release_year, rank, genre_id, genre, movies, known, value,"
            " small_sample, not 'budget'.",
        ),
        ({"sort": "rank", "order": "down"}, "order must be one of asc, desc, not 'down'."),
        ({"order": "desc"}, "order needs a column to sort by: give sort as well."),
        (
            {"from_year": 2000, "to_year": 1990},
            "from_year 2000 is after to_year 1990: no year is in both.",
        ),
        ({"year": 2000, "to_year": 1990}, "year 2000 is after to_year 1990: no year is in both."),
        (
            {"from_year": 2000, "year": 1990},
            "from_year 2000 is after year 1990: no year is in both.",
        ),
        ({"genre": "(None)"}, "(none) takes no rank: give top=all to see it."),
        ({"genre": "Dr\udce4ma"}, r"genre must be a text, not 'Dr\udce4ma'."),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(given: dict[str, object], message: str) -> None:
    assert refusal("genre-popularity", **given) == message


def test_an_allocation_is_full_or_split() -> None:
    assert refusal("company-budget", allocation="Split") == (
        "allocation must be one of full, split, not 'Split'. Did you mean split?"
    )


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("year", "1995", 1995),
        ("top", "5", 5),
        ("top", "all", "all"),
        ("genre", "1995", "1995"),
        ("measure", "ratings", "ratings"),
    ],
)
def test_a_text_from_outside_becomes_a_value(name: str, text: str, value: object) -> None:
    (each,) = [each for each in definition("genre-popularity").filters if each.name == name]
    assert each.parse(text) == value


@pytest.mark.parametrize(("name", "text"), [("year", "MCMXCV"), ("top", "0"), ("limit", "1.5")])
def test_a_text_that_stands_for_no_value_is_refused(name: str, text: str) -> None:
    (each,) = [each for each in definition("genre-popularity").filters if each.name == name]
    with pytest.raises(UsageError, match=f"{name} must be a whole number"):
        each.parse(text)


def test_only_plain_digits_are_a_number() -> None:
    (year,) = [each for each in definition("genre-popularity").filters if each.name == "year"]
    for text in ("1_995", "+1995", " 1995", "١٩٩٥", "9" * 31):
        with pytest.raises(UsageError, match="year must be a whole number"):
            year.parse(text)


def test_a_text_has_no_nul_in_it() -> None:
    (genre,) = [each for each in definition("genre-popularity").filters if each.name == "genre"]
    with pytest.raises(UsageError, match="genre must be a text"):
        genre.parse("Dra\0ma")
