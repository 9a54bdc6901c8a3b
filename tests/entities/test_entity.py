from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.entities.catalog import KINDS, kind
from reelhouse.entities.entity import look_up
from reelhouse.errors import NotFoundError

if TYPE_CHECKING:
    from reelhouse.warehouse.base import Warehouse


def test_a_movie_has_every_column_of_the_model_and_all_parts(golden: Warehouse) -> None:
    found = look_up(golden, "movies", 101).as_dict()
    assert (found["title"], found["as_of"]) == ("Toybox", "2026-11")
    assert {*kind("movies").parts, "overview", "imdb_id", "poster_path"} <= found.keys()


def test_the_parts_of_a_movie_are_those_of_the_model(golden: Warehouse) -> None:
    for movie_id in golden.query("select movie_id from movies.movie").column(0).to_pylist():
        parts = look_up(golden, "movies", movie_id).parts
        tables = {"genres": "movie_genre", "cast": "cast_credit", "crew": "crew_credit"}
        for part, table in (tables | {"companies": "movie_company"}).items():
            count = f"select count(*) as n from movies.{table} where movie_id = :id"
            assert parts[part].num_rows == golden.query(count, {"id": movie_id})[0][0].as_py()


def test_the_ratings_of_a_movie_are_counted_by_stars(golden: Warehouse) -> None:
    counted = sum(
        sum(look_up(golden, "movies", movie_id).parts["ratings"]["ratings"].to_pylist())
        for movie_id in golden.query("select movie_id from movies.movie").column(0).to_pylist()
    )
    linked = golden.query(
        "select count(*) as n from movies.rating as rating inner join movies.movie_link as link "
        "on rating.movielens_id = link.movielens_id where link.movie_id is not null"
    )
    assert counted == linked[0][0].as_py() > 0


def test_a_person_comes_with_the_movies_of_each_credit(golden: Warehouse) -> None:
    [row] = golden.query("select member_id from movies.cast_credit limit 1").to_pylist()
    found = look_up(golden, "people", row["member_id"])
    assert found.parts["cast"].num_rows > 0
    assert found.parts["cast"].column_names[:2] == ["movie_id", "title"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("identity", [0, -1, 2**31, 2**63 - 1])
def test_what_is_not_there_is_told(golden: Warehouse, name: str, identity: int) -> None:
    with pytest.raises(NotFoundError, match=f"{identity} among the {name}"):
        look_up(golden, name, identity)
