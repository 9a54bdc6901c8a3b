"""The deliveries over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.conftest import LABEL

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_the_ledger_lists_the_deliveries(client: FlaskClient) -> None:
    [row] = client.get("/api/v1/drops").get_json()["rows"]
    assert (row["label"], row["outcome"]) == (LABEL, "published")


def test_a_delivery_tells_what_it_changed(client: FlaskClient) -> None:
    counts: Any = client.get(f"/api/v1/drops/{LABEL}/changes").get_json()
    assert {"table": "movie", "inserted": 23, "updated": 0, "deleted": 0} in counts["rows"]
    rows: Any = client.get(f"/api/v1/drops/{LABEL}/changes?table=movie").get_json()
    assert rows["total_rows"] == 23
    assert rows["rows"][0]["change"] == "inserted"


def test_a_delivery_tells_what_was_rejected(client: FlaskClient) -> None:
    answer: Any = client.get(f"/api/v1/drops/{LABEL}/rejects?limit=1000").get_json()
    assert answer["total_rows"] == len(answer["rows"]) > 0
    assert {"file", "line", "column", "reason", "action", "raw", "detail"} == set(answer["rows"][0])


def test_a_delivery_that_never_came_is_not_found(client: FlaskClient) -> None:
    for what in ("changes", "rejects"):
        answer = client.get(f"/api/v1/drops/1999-01/{what}")
        assert answer.status_code == 404
        assert f"deliveries in the lake: {LABEL}" in answer.get_json()["detail"]


def test_a_table_that_there_is_not_is_told_with_those_that_there_are(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/drops/{LABEL}/changes?table=film")
    assert answer.status_code == 400
    assert "company_member" in answer.get_json()["detail"]
