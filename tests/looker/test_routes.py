from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import sqlglot
from tests.looker.parsed import models
from tests.looker.resolver import query

from reelhouse.looker import project
from reelhouse.looker.project import TABLES
from reelhouse.looker.routes import ENTITIES, FIGURES, MONEY, VIEW, YEAR
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from tests.looker.parsed import Model

FILMS = ("film",)
READ = re.compile(r"^ *(?:select \* )?from ([\w.]+)", re.MULTILINE)
QUESTIONS: list[tuple[str, str, tuple[str, ...]]] = [
    ("", "", ("reports.counted_year",)),
    ("release_year", "", ("reports.counted_year",)),
    ("release_year", "release_year", ("reports.counted_year",)),
    ("genre_id", "", ("reports.genre_year",)),
    ("genre_id genre release_year", "genre release_year", ("reports.genre_year",)),
    ("company_id", "company", ("reports.company_year",)),
    # A name that several have: their films.
    ("genre", "", ("reports.genre_year", "film")),
    ("company release_year", "company_id", ("reports.company_year", "film")),
    # Several of them are added up, and share films.
    ("release_year", "genre_id", FILMS),
    ("", "genre", FILMS),
    ("release_year", "company", FILMS),
    ("genre_id", "company_id", FILMS),
    ("company_id", "genre", FILMS),
    ("genre_id company_id", "", FILMS),
    ("movie_id", "", FILMS),
    ("genre_id", "title", FILMS),
    ("title release_year", "", FILMS),
]


def asked(model: Model, selected: str, filtered: str) -> str:
    fields = [f"{VIEW}.{name}" for name in (*selected.split(), *FIGURES)]
    return query(model, VIEW, fields, {f"{VIEW}.{name}": "NOT NULL" for name in filtered.split()})


@pytest.mark.parametrize(("selected", "filtered", "relations"), QUESTIONS)
def test_the_smallest_mart_that_has_the_answer_is_read(
    tables: Model, selected: str, filtered: str, relations: tuple[str, ...]
) -> None:
    _, _, choice = asked(tables, selected, filtered).rpartition(")\n\n")
    assert tuple(READ.findall(choice)) == relations


def test_films_are_joined_to_nothing_that_is_not_asked_for(tables: Model) -> None:
    steps, _, _ = asked(tables, "company", "genre").rpartition(")\n\n")
    assert re.findall(r"inner join ([\w.]+)", steps) == ["credited_genre", "credited_company"]


def test_the_choice_does_not_depend_on_what_totals_leave_true(tables: Model) -> None:
    assert "_in_query" not in tables.views[VIEW].told["derived_table"]["sql"]


@pytest.mark.parametrize(("selected", "filtered", "_relations"), QUESTIONS)
def test_every_route_parses_as_snowflakes(
    selected: str, filtered: str, _relations: tuple[str, ...]
) -> None:
    model = models(project("films", "snowflake"))[TABLES]
    sqlglot.parse_one(asked(model, selected, filtered), dialect="snowflake")


def test_marts_have_what_is_asked_of_them() -> None:
    found = {mart.name: mart for mart in marts()}
    assert found["counted_year"].key == (YEAR,)
    for entity in ENTITIES[:2]:
        assert found[entity.mart].key == ("allocation", entity.id, YEAR)
        assert found[entity.relation].is_step
        assert found[entity.name].key == (entity.id,)
    assert MONEY == ("budget", "revenue", "profit")
