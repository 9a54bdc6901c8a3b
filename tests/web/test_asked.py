"""What a request asks for: the form of its answer, by ending or by Accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

REPORT = "/api/v1/reports/genre-budget"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("text/html,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("application/vnd.apache.arrow.stream", "application/vnd.apache.arrow.stream"),
        (XLSX, XLSX),
    ],
)
def test_the_accept_header_chooses_the_format(
    client: FlaskClient, accept: str, expected: str
) -> None:
    assert client.get(REPORT, headers={"Accept": accept}).content_type == expected


def test_without_a_wish_it_is_json(client: FlaskClient) -> None:
    assert client.get(REPORT).content_type == "application/json"


def test_the_ending_counts_more_than_the_header(client: FlaskClient) -> None:
    answer = client.get(f"{REPORT}.csv", headers={"Accept": "application/json"})
    assert answer.content_type == "text/csv; charset=utf-8"


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(client: FlaskClient) -> None:
    answer = client.get(REPORT, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.get_json()["allowed"]


def test_a_problem_names_the_parameter_and_what_is_allowed(client: FlaskClient) -> None:
    answer = client.get(f"{REPORT}?allocation=half").get_json()
    assert (answer["parameter"], answer["allowed"]) == ("allocation", ["full", "split"])
