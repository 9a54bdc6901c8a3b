"""Charts over HTTP: pictures for all browsers, specifications for those with a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reelhouse.output.chart import script
from reelhouse.reports.catalog import definitions

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse


@pytest.mark.parametrize("name", [each.name for each in definitions()])
def test_every_report_has_a_picture(client: FlaskClient, name: str) -> None:
    svg = client.get(f"/charts/{name}.svg")
    assert (svg.status_code, svg.content_type) == (200, "image/svg+xml")
    assert svg.data.startswith(b"<svg")
    png = client.get(f"/charts/{name}.png?theme=dark")
    assert (png.status_code, png.content_type) == (200, "image/png")
    assert png.data.startswith(b"\x89PNG")


def test_a_specification_has_the_rows_that_the_filters_leave(client: FlaskClient) -> None:
    spec: Any = json.loads(client.get("/charts/genre-budget.json?year=1995").data)
    rows: Any = client.get("/api/v1/reports/genre-budget?year=1995").get_json()["rows"]
    drawn = {row["name"]: row["amount"] for row in spec["data"]["values"]}
    known = {row["genre"]: row["budget"] for row in rows if row["genre_id"] is not None}
    assert drawn == {name: amount for name, amount in known.items() if amount is not None}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("genre-budget.json?theme=pink", 400),
        ("genre-budget.json?limit=5", 400),
        ("genre-budget.json?year=1700", 404),
        ("box-office.svg", 404),
        ("genre-budget.pdf", 404),
    ],
)
def test_what_cannot_be_drawn_is_told_to_programs(
    client: FlaskClient, path: str, status: int
) -> None:
    answer = client.get(f"/charts/{path}", headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_the_script_comes_from_here_and_is_sent_once(
    client: FlaskClient, get: Callable[[str], TestResponse]
) -> None:
    first = get("/charts/vega.js")
    assert first.content_type.startswith("text/javascript")
    assert first.data == script()
    assert b"vegaEmbed" in first.data
    headers = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/charts/vega.js", headers=headers).status_code == 304
