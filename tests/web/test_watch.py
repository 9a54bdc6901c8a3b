"""Around every request: its id, the headers of safety, a line in the log, and what is counted."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from reelhouse.web.watch import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from apiflask import APIFlask
    from flask.testing import FlaskClient

ADDRESSES = [
    "/api/",
    "/api/openapi.json",
    "/api/v1/reports/genre-budget",
    "/api/v1/reports/unknown",
    "/healthz",
    "/metrics",
    "/nowhere",
    "/static/try.js",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_keeps_a_browser_from_elsewhere(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_request_is_known_by_the_id_that_it_brings(client: FlaskClient) -> None:
    answer = client.get("/api/v1/movies/0", headers={"X-Request-Id": "abc-1"})
    assert answer.headers["X-Request-Id"] == "abc-1"
    assert answer.get_json()["request_id"] == "abc-1"


def test_a_request_is_a_line_in_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "reelhouse"):
        client.get("/api/v1/movies?year=1995&limit=3", headers={"X-Request-Id": "abc-2"})
    [record] = caplog.records
    line = json.loads(Lines().format(record))
    assert line["level"] == "info"
    assert line["request_id"] == "abc-2"
    assert line["path"] == "/api/v1/movies?year=1995&limit=3"
    assert (line["method"], line["status"], line["rows"]) == ("GET", 200, 3)


def test_what_a_request_says_cannot_begin_a_line_of_its_own(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "reelhouse"):
        client.get("/api/v1/movies", query_string={"q": 'a\n{"level": "error"}'})
    assert "\n" not in Lines().format(caplog.records[0])


def test_the_unexpected_is_told_to_the_log_and_not_to_the_asker(
    served: Callable[..., APIFlask],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("reelhouse.house.House.entity", broken)
    answer = served().test_client().get("/api/v1/movies/101")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    [record] = [each for each in caplog.records if each.levelname == "ERROR"]
    assert "RuntimeError: secret" in json.loads(Lines().format(record))["error"]
