from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.looker.parsed import REFERENCE

from reelhouse.looker.joins import aliases, explores, is_bridge, steps
from reelhouse.looker.routes import VIEW
from reelhouse.schema import load_schema
from reelhouse.schema.dbml import parse_schema

if TYPE_CHECKING:
    from tests.looker.parsed import Explore, Model

SCHEMA = load_schema()
NAMES = [each.name for each in explores(SCHEMA)]


def test_explores_begin_with_what_refers_to_something() -> None:
    films = ["movie", "job", "cast_credit", "crew_credit", "movie_link", "rating"]
    assert [*films, "file_account", "movie_history", "reject", "table_change"] == NAMES


def test_every_table_can_be_reached(tables: Model) -> None:
    reached = {view for each in tables.explores.values() for view in each.views.values()}
    assert reached - {VIEW} == {table.name for table in SCHEMA.tables}


def test_films_lead_everywhere_and_all_else_to_one_alone(tables: Model) -> None:
    films = tables.explores["movie"].joins
    assert {each for each in films if films[each].relationship == "one_to_many"} == {
        *("movie_genre", "movie_company", "movie_country", "movie_spoken_language"),
        *("movie_keyword", "cast_credit", "crew_credit", "movie_link", "rating"),
    }
    for name in set(NAMES) - {"movie"}:
        joined = tables.explores[name].joins.values()
        assert {each.relationship for each in joined} == {"many_to_one"}


def test_a_table_that_is_reached_twice_is_named_by_its_role(tables: Model) -> None:
    films = tables.explores["movie"].views
    assert {alias for alias in films if films[alias] == "language"} == {
        "original_language",
        "spoken_language",
    }
    assert {alias for alias in films if films[alias] == "company_member"} == {
        "cast_credit_company_member",
        "crew_credit_company_member",
    }
    assert films["company"] == "production_company"


@pytest.mark.parametrize("name", NAMES)
def test_a_join_goes_along_a_foreign_key_whole(tables: Model, name: str) -> None:
    explore = tables.explores[name]
    keys = {
        (key.table, tuple(zip(key.columns, key.target_columns, strict=True)), key.target)
        for key in SCHEMA.foreign_keys
    }
    for join in explore.joins.values():
        many, one, pairs = sides(explore, join.alias)
        assert (full_name(explore, many), pairs, full_name(explore, one)) in keys
        # What is joined to one is found by its whole primary key, so that it is one indeed.
        target = SCHEMA.table(full_name(explore, one))
        assert {column for _, column in pairs} == set(target.primary_key)


def sides(explore: Explore, alias: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Who refers to whom in a join, and the columns that are equal."""
    join = explore.joins[alias]
    [other] = join.others
    names = [each.split(".") for each in REFERENCE.findall(join.condition)]
    many, one = (other, alias) if join.relationship == "many_to_one" else (alias, other)
    left, right = names[::2], names[1::2]
    assert {each[0] for each in left} == {many}
    assert {each[0] for each in right} == {one}
    return many, one, tuple((a[1], b[1]) for a, b in zip(left, right, strict=True))


def full_name(explore: Explore, alias: str) -> str:
    [table] = [each for each in SCHEMA.tables if each.name == explore.views[alias]]
    return table.full_name


@pytest.mark.parametrize("name", NAMES)
def test_what_a_join_needs_stands_before_it(tables: Model, name: str) -> None:
    known = {name}
    for join in tables.explores[name].joins.values():
        assert join.others <= known
        known.add(join.alias)


def test_a_bridge_pairs_and_says_nothing_else() -> None:
    bridges = {table.name for table in SCHEMA.tables if is_bridge(table)}
    assert bridges == {
        *("movie_genre", "movie_company", "movie_country", "movie_spoken_language"),
        "movie_keyword",
    }


def test_a_table_that_refers_to_itself_ends() -> None:
    schema = parse_schema("""
        Table a.film {
          film_id integer [pk, note: 'x']
          sequel_id integer [ref: > a.film.film_id]
        }
        TableGroup Films [note: 'Films'] { a.film }
    """)
    [film] = schema.tables
    found = steps(schema, film, both_ways=True)
    assert list(aliases(film, found).values()) == ["sequel_id"]
