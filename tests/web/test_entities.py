"""Movies, companies, genres and people over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_a_movie_comes_with_all_that_hangs_on_it(client: FlaskClient) -> None:
    found: Any = client.get("/api/v1/movies/101").get_json()
    assert (found["title"], found["budget"], found["as_of"]) == ("Toybox", 30_000_000, "2026-11")
    assert {"name": "Pixel Animation Studios", "company_id": 3} in found["companies"]
    assert "Tom Hart" in [each["name"] for each in found["cast"]]
    assert [each["label"] for each in found["history"]] == ["2026-11"]
    assert found["ratings"]


@pytest.mark.parametrize("kind", ["movies", "companies", "genres", "people"])
def test_what_is_not_there_is_not_found(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}/424242")
    assert answer.status_code == 404
    assert "424242" in answer.get_json()["detail"]


@pytest.mark.parametrize("name", ["company_id", "genre_id", "member_id"])
def test_a_list_for_what_is_not_there_is_not_found(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/v1/movies?{name}=424242")
    assert answer.status_code == 404


def test_the_best_match_comes_first(client: FlaskClient) -> None:
    answer: Any = client.get("/api/v1/movies?q=water").get_json()
    assert [each["title"] for each in answer["rows"]] == ["Water", "Plain Water"]


def test_one_entity_is_json_alone(client: FlaskClient) -> None:
    assert client.get("/api/v1/movies/101.json").status_code == 200
    assert client.get("/api/v1/movies/101", headers={"Accept": "text/csv"}).status_code == 406


def test_a_list_is_a_file_too(client: FlaskClient) -> None:
    lines = client.get("/api/v1/genres.csv").text.splitlines()
    assert lines[0] == "genre_id,name,movies,first_year,last_year"
