"""A company, a genre or a year that does not exist is refused, not answered with nothing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reports.deliveries import Delivery, Movie
from tests.reports.warehouses import MemoryWarehouse, warehouse_of

from reelhouse.errors import UsageError
from reelhouse.reports.query import run

PIXAR = (3, "Pixar Animation Studios")
OLD = Movie(1, released=date(1874, 12, 9), companies=(PIXAR, (2, "Disney")))
NEW = Movie(2, released=date(2020, 1, 1), genres=((18, "Drama"), (35, "Comedy")))
UNDATED = Movie(3, released=None, companies=((9, "Waiting"),))


@pytest.fixture(scope="module")
def warehouse() -> object:
    with warehouse_of(Delivery((OLD, NEW, UNDATED))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"year": 1700},
            "no movie that counts is of year 1700: they run from 1874 to 2020.",
        ),
        (
            {"year": 1999},
            "no movie that counts is of year 1999: they run from 1874 to 2020.",
        ),
        (
            {"from_year": 2021},
            "no movie that counts is of from_year 2021: they run from 1874 to 2020.",
        ),
        (
            {"from_year": 1880, "to_year": 1890},
            "no movie that counts is of from_year 1880, to_year 1890: they run from 1874 to 2020.",
        ),
        (
            {"company": "pixar"},
            "no company is called 'pixar'. Did you mean Pixar Animation Studios?"
            " A company is given by its TMDB id or its full name, case ignored, or (none).",
        ),
        (
            {"company": "Dysney"},
            "no company is called 'Dysney'. Did you mean Disney?"
            " A company is given by its TMDB id or its full name, case ignored, or (none).",
        ),
        (
            {"company_id": 4},
            "no company has the id 4."
            " A company is given by its TMDB id or its full name, case ignored, or (none).",
        ),
        (
            {"company_id": 3, "company": "Disney"},
            "the company 3 is Pixar Animation Studios, not 'Disney'.",
        ),
        (
            {"company_id": 3, "company": "(none)"},
            "the company 3 is Pixar Animation Studios, not '(none)'.",
        ),
        (
            {"genre": "Dramas"},
            "no genre is called 'Dramas'. Did you mean Drama?"
            " There are (none), Comedy (35), Drama (18).",
        ),
        (
            {"genre_id": 19},
            "no genre has the id 19. There are (none), Comedy (35), Drama (18).",
        ),
        ({"genre_id": 18, "genre": "Comedy"}, "the genre 18 is Drama, not 'Comedy'."),
    ],
)
def test_what_does_not_exist_is_refused(
    warehouse: MemoryWarehouse, given: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        run(warehouse, "company-releases", **given)
    assert str(refused.value) == message


def test_years_may_reach_beyond_the_films(warehouse: MemoryWarehouse) -> None:
    assert run(warehouse, "company-releases", from_year=1, to_year=3000).total_rows == 4


def test_a_company_whose_films_do_not_count_has_no_rows(warehouse: MemoryWarehouse) -> None:
    assert run(warehouse, "company-budget", company="waiting").rows == []
    assert run(warehouse, "company-budget", company_id=9).rows == []


def test_a_name_is_matched_whole_and_as_it_is() -> None:
    odd = Movie(1, companies=((1, "100%"), (2, "o'neill; --"), (3, "all")))
    with warehouse_of(Delivery((odd,))) as opened:
        for identity, name in odd.companies:
            rows = run(opened, "company-budget", company=name.upper()).rows
            assert [row[0] for row in rows] == [identity]
        with pytest.raises(UsageError, match="no company is called '100_'"):
            run(opened, "company-budget", company="100_")


def test_an_empty_warehouse_says_so() -> None:
    with warehouse_of(Delivery(())) as opened:
        with pytest.raises(UsageError, match="no movie that counts: ingest a delivery first"):
            run(opened, "genre-budget", year=1995)
        with pytest.raises(UsageError, match=r"There is \(none\) alone"):
            run(opened, "genre-budget", genre="Drama")
