"""Pages over the golden delivery: its numbers, in the words of people, and nothing made up."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import GOLDEN, LABEL
from tests.web.pages.conftest import BROWSER, records_of, rows_of, words_of

from reelhouse.reports.catalog import definitions
from reelhouse.reports.columns import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from apiflask import APIFlask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.settings import Settings

    Get = Callable[[str], TestResponse]

EXPECTED = GOLDEN / "expected" / "reports"
NAMES = [each.name for each in definitions()]
SHOWN = {"company", "genre", "release_year", "rank", "movies", *FIGURES}
HEADS = {"release_year": "Year", "movies": "Films"}
EVERY = [
    *("/", "/movies", "/companies", "/genres", "/people", "/search?q=the", "/search"),
    *("/deliveries", f"/deliveries/{LABEL}", f"/deliveries/{LABEL}/letter", "/numbers"),
    *(f"/reports/{name}" for name in NAMES),
]


def expected(name: str) -> list[dict[str, str]]:
    text = (EXPECTED / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_there_and_tells_of_its_delivery(get: Get, path: str) -> None:
    page = get(path)
    assert page.status_code == 200
    assert page.content_type == "text/html; charset=utf-8"
    assert f"As of delivery {LABEL}" in words_of(page.text)
    assert not re.search(r"\sstyle=|<style|<script>|\son[a-z]+=", page.text)


@pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)
def test_a_report_s_page_has_the_rows_worked_out_by_hand(
    get: Get, report: ReportDefinition
) -> None:
    names = [each.name for each in report.columns]
    heads = {name: HEADS.get(name, name.capitalize()) for name in names if name in SHOWN}
    found = records_of(get(f"/reports/{report.name}?limit=10000").text)
    told = [{name: without_signs(row[head]) for name, head in heads.items()} for row in found]
    by_hand = [{name: row[name] for name in heads} for row in expected(report.name)]
    assert sorted(told, key=str) == sorted(by_hand, key=str)
    for row, hand in zip(found, sorted_as(found, expected(report.name), heads), strict=True):
        if "known" in hand:
            assert row["Known"] == f"{hand['known']} of {hand['movies']}"


def sorted_as(
    found: list[dict[str, str]], by_hand: list[dict[str, str]], heads: dict[str, str]
) -> list[dict[str, str]]:
    """The rows that were worked out, in the order of the page."""
    known = {tuple(row[name] for name in heads): row for row in by_hand}
    return [known[tuple(without_signs(row[head]) for head in heads.values())] for row in found]


def without_signs(text: str) -> str:
    """A cell as a file has it."""
    text = text.removesuffix(" few")
    if text == "–":
        return ""
    is_number = re.fullmatch(r"−?[$0-9.,]+", text)
    return re.sub(r"[$,]", "", text).replace("−", "-") if is_number else text


def test_an_unknown_company_is_not_found_rather_than_poor(get: Get) -> None:
    for path in ("/companies/424242", "/reports/company-budget?company_id=424242"):
        page = get(path)
        assert page.status_code == 404
        assert "424242" in words_of(page.text)
        assert "$0" not in page.text


@pytest.mark.parametrize("kind", ["movies", "companies", "genres", "people"])
def test_all_of_a_list_lead_to_a_page_of_their_own(get: Get, kind: str) -> None:
    page = get(f"/{kind}?limit=10000").text
    links = re.findall(rf'<th scope="row"><a href="(/{kind}/\d+)"', page)
    assert len(links) == len(rows_of(page)) > 0
    for link in links:
        assert get(link).status_code == 200


def test_a_film_of_unknown_money_has_a_dash_and_no_profit(client: FlaskClient, get: Get) -> None:
    films: Any = client.get("/api/v1/movies?limit=10000").get_json()
    unknown = next(each for each in films["rows"] if each["budget"] is None)
    page = words_of(get(f"/movies/{unknown['movie_id']}").text)
    assert "Budget – " in page
    assert "Profit – " in page


def test_what_a_form_leaves_empty_is_left_out_of_the_address(get: Get) -> None:
    answer = get("/reports/genre-budget?year=&genre=Drama&from_year=+")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/reports/genre-budget?genre=Drama"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/nowhere", 404, "Not Found"),
        ("/reports/box-office", 404, "there is no report 'box-office'"),
        ("/reports/genre-budget?year=soon", 400, "year must be a whole number"),
        ("/reports/genre-budget?yaer=1995", 400, "Did you mean year?"),
        ("/reports/genre-budget?from_year=2000&to_year=1990", 422, "no year is in both"),
        ("/movies/many", 400, "movie_id must be a whole number"),
        ("/movies/99999999999999999999999", 400, "movie_id must be a whole number"),
        ("/years/1700", 404, "no film that counts is of 1700"),
        ("/deliveries/1999-01", 404, "1999-01"),
    ],
)
def test_a_problem_is_a_page_for_people_that_leads_on(
    get: Get, path: str, status: int, told: str
) -> None:
    page = get(path)
    assert page.status_code == status
    assert page.content_type == "text/html; charset=utf-8"
    assert told in words_of(page.text)
    assert 'href="/search"' in page.text


def test_a_program_gets_the_document_instead(client: FlaskClient) -> None:
    answer = client.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.content_type == "application/problem+json"
    api = client.get("/api/v1/reports/box-office", headers=BROWSER)
    assert api.content_type == "application/problem+json"


def test_without_what_was_wrong_it_can_be_asked_again(get: Get) -> None:
    page = get("/reports/genre-budget?genre=Drama&year=soon").text
    assert 'href="/reports/genre-budget?genre=Drama"' in page


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'; drop table movie"]
)
def test_what_is_typed_stays_text(get: Get, text: str) -> None:
    for path in ("/search", "/movies", "/companies", "/people"):
        page = get(f"{path}?q={text.replace(';', '%3B').replace('<', '%3C').replace(' ', '%20')}")
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert "<img src=x" not in page.text


def test_a_page_that_is_known_costs_nothing(client: FlaskClient) -> None:
    first = client.get("/", headers=BROWSER)
    again = client.get("/", headers=BROWSER | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/numbers", headers=BROWSER)
    assert other.headers["ETag"] != first.headers["ETag"]


def test_a_report_can_be_read_as_of_a_delivery(get: Get) -> None:
    now = rows_of(get("/reports/genre-budget").text)
    assert rows_of(get(f"/reports/genre-budget?as_of={LABEL}").text) == now


def test_readers_are_shown_no_rejects_and_no_ledger(
    served: Callable[..., APIFlask], golden: Settings
) -> None:
    app = served(golden, proxy_header="X-Who")
    reader = BROWSER | {"X-Who": "ada"}
    client = app.test_client()
    assert client.get("/", headers=reader).status_code == 200
    for path in ("/deliveries", f"/deliveries/{LABEL}/letter"):
        page = client.get(path, headers=reader)
        assert page.status_code == 403
        assert "this is for operators" in words_of(page.text)
    changes = client.get(f"/deliveries/{LABEL}", headers=reader)
    assert changes.status_code == 200
    assert "What was wrong with it" not in changes.text
