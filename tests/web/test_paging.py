"""Pages: each begins where the one before ended, and a cursor fits one question in one state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from reelhouse.web.paging import Cursor, Page, decoded
from reelhouse.web.problems import Problem

if TYPE_CHECKING:
    from flask.testing import FlaskClient

REPORT = "/api/v1/reports/company-budget"
LINK = re.compile(r'<([^>]*)>; rel="(\w+)"')


def links(header: str) -> dict[str, str]:
    return {relation: address for address, relation in LINK.findall(header)}


def walked(client: FlaskClient, address: str, relation: str) -> list[list[dict[str, Any]]]:
    pages = []
    following: str | None = address
    while following is not None:
        answer: Any = client.get(following)
        assert answer.status_code == 200
        pages.append(answer.get_json()["rows"])
        following = links(answer.headers["Link"]).get(relation)
    return pages


@pytest.mark.parametrize("limit", [1, 3, 23, 100])
@pytest.mark.parametrize(
    "path", [REPORT, "/api/v1/movies", "/api/v1/people?q=t", "/api/v1/drops/2026-11/rejects"]
)
def test_the_pages_together_are_the_whole(client: FlaskClient, path: str, limit: int) -> None:
    mark = "&" if "?" in path else "?"
    whole: Any = client.get(f"{path}{mark}limit=10000").get_json()
    pages = walked(client, f"{path}{mark}limit={limit}", "next")
    assert [row for page in pages for row in page] == whole["rows"]
    assert len(pages) == max(-(-whole["total_rows"] // limit), 1)


def test_the_way_back_leads_over_the_same_pages(client: FlaskClient) -> None:
    forth = walked(client, f"{REPORT}?limit=5&sort=movies&order=desc", "next")
    last = f"{REPORT}?limit=5&sort=movies&order=desc"
    while following := links(client.get(last).headers["Link"]).get("next"):
        last = following
    assert walked(client, last, "prev") == forth[::-1]


def test_a_page_links_to_the_first_one(client: FlaskClient) -> None:
    first = links(client.get(f"{REPORT}?year=1995&limit=2&offset=4").headers["Link"])["first"]
    assert first == f"{REPORT}?year=1995&limit=2"


def test_json_comes_in_pages_of_a_hundred_and_files_are_whole(client: FlaskClient) -> None:
    listed = client.get("/api/v1/movies").headers["Link"]
    assert "first" in links(listed)
    assert "Link" not in client.get("/api/v1/movies.csv").headers
    cut = client.get("/api/v1/movies.csv?limit=4")
    assert len(cut.text.splitlines()) == 5
    assert "next" in links(cut.headers["Link"])


def test_a_page_of_no_rows_leads_nowhere(client: FlaskClient) -> None:
    answer = client.get(f"{REPORT}?limit=0")
    assert answer.get_json()["rows"] == []
    assert answer.get_json()["total_rows"] == 23
    assert "Link" not in answer.headers


def test_a_cursor_is_of_one_question(client: FlaskClient) -> None:
    following = links(client.get(f"{REPORT}?limit=5").headers["Link"])["next"]
    answer = client.get(f"{following}&year=1995")
    assert answer.status_code == 422
    assert answer.get_json()["parameter"] == "cursor"


@pytest.mark.parametrize("word", ["x", "*", "MA", "é", "LTEuYS5i", "MS5hLmI=", "a" * 199])
def test_what_is_no_cursor_is_refused(word: str) -> None:
    with pytest.raises(Problem) as refused:
        decoded(word, "a")
    assert refused.value.status == 422


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = Cursor(300, "asked", "state")
    assert decoded(cursor.encoded(), "asked") == cursor


def test_a_cursor_and_an_offset_contradict_each_other(client: FlaskClient) -> None:
    following = links(client.get(f"{REPORT}?limit=5").headers["Link"])["next"]
    assert client.get(f"{following}&offset=3").status_code == 422


def test_a_page_of_a_state_that_has_passed_is_gone() -> None:
    page = Page(100, 100, "asked", "before")
    with pytest.raises(Problem, match="start again without a cursor") as refused:
        page.require_state("after")
    assert refused.value.status == 410
