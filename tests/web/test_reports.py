"""The reports over HTTP give the answers that were worked out by hand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.web.conftest import GOLDEN

from reelhouse.reports.catalog import definitions

if TYPE_CHECKING:
    from flask.testing import FlaskClient

EXPECTED = GOLDEN / "expected" / "reports"
CASES = sorted(path.stem for path in EXPECTED.glob("*.csv"))
NAMES = [each.name for each in definitions()]


def question(case: str) -> tuple[str, dict[str, str]]:
    name, *options = case.split(".")
    return name, {key: value.replace("+", " ") for key, value in (o.split("=") for o in options)}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("case", CASES)
def test_a_report_gives_the_answer_worked_out_by_hand(client: FlaskClient, case: str) -> None:
    name, filters = question(case)
    answer = client.get(f"/api/v1/reports/{name}.csv", query_string=filters)
    assert rows(answer.text) == rows((EXPECTED / f"{case}.csv").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_format_holds_the_same_rows(client: FlaskClient, name: str) -> None:
    path = f"/api/v1/reports/{name}"
    json: Any = client.get(path, query_string={"limit": 10_000}).get_json()
    numbers = client.get(f"{path}.parquet").data
    table = pq.read_table(io.BytesIO(numbers))
    stream = pa.ipc.open_stream(client.get(f"{path}.arrow").data)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}.xlsx").data)).worksheets[0]
    assert table.num_rows == json["total_rows"] == len(json["rows"]) > 0
    assert stream.read_all().equals(table)
    assert sheet.max_row == table.num_rows + 1
    assert [list(row) for row in json["rows"]] == [table.column_names] * table.num_rows


def test_the_scope_comes_with_every_answer(client: FlaskClient) -> None:
    whole: Any = client.get("/api/v1/reports/genre-budget").get_json()
    header = client.get("/api/v1/reports/genre-budget.csv").headers["Reelhouse-Scope"]
    assert whole["scope"]["as_of"] == "2026-11"
    assert whole["scope"]["movies_total"] == 23
    assert header == client.get("/api/v1/reports/genre-budget").headers["Reelhouse-Scope"]
    assert '"movies_total": 23' in header


def test_a_file_has_a_name(client: FlaskClient) -> None:
    answer = client.get("/api/v1/reports/genre-budget.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="genre-budget.xlsx"'
    assert "Content-Disposition" not in client.get("/api/v1/reports/genre-budget").headers


def test_a_report_can_be_asked_as_of_a_delivery(client: FlaskClient) -> None:
    now: Any = client.get("/api/v1/reports/genre-budget").get_json()
    then: Any = client.get("/api/v1/reports/genre-budget?as_of=2026-11").get_json()
    assert then["rows"] == now["rows"]
    unknown = client.get("/api/v1/reports/genre-budget?as_of=1999-01")
    assert unknown.status_code == 404
    assert "deliveries in the lake: 2026-11" in unknown.get_json()["detail"]


def test_the_list_names_each_report_with_its_filters(client: FlaskClient) -> None:
    listed: Any = client.get("/api/v1/reports").get_json()
    assert [each["name"] for each in listed["reports"]] == NAMES
    assert "year" in [each["name"] for each in listed["reports"][0]["filters"]]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("company_budget", 404, "Did you mean company-budget"),
        ("company-budget.pdf", 404, "it can as .json, .csv, .parquet, .arrow, .xlsx"),
        ("company-budget?company_id=424242", 404, "no company has the id 424242"),
        ("company-budget?company=Nobody", 404, "no company is called 'Nobody'"),
        ("genre-budget?year=1700", 404, "no movie that counts is of year 1700"),
        ("genre-budget?top=1", 400, "there is no parameter 'top'"),
        ("genre-budget?yaer=1995", 400, "Did you mean year?"),
        ("genre-budget?year=MCMXCV", 400, "year must be a whole number, not 'MCMXCV'"),
        ("genre-budget?year=1995&year=1996", 400, "year is given 2 times"),
        ("genre-budget?limit=10001", 400, "limit must be a whole number from 0 to 10000"),
        ("genre-budget?sort=title", 400, "sort must be one of genre_id, genre"),
        ("genre-budget?from_year=2000&to_year=1990", 422, "no year is in both"),
        ("genre-budget?order=desc", 422, "give sort as well"),
        ("company-budget?company_id=9&company=Aniplex", 422, "the company 9 is Gaumont"),
        (f"company-budget?company={'x' * 201}", 400, "at most 200 characters"),
    ],
)
def test_what_cannot_be_answered_is_told_with_what_is_allowed(
    client: FlaskClient, address: str, status: int, told: str
) -> None:
    answer = client.get(f"/api/v1/reports/{address}")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert told in answer.get_json()["detail"]
    assert answer.get_json()["status"] == status
