"""What was asked before in the same words is answered without the application, and alike."""

from __future__ import annotations

import json
import logging
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.test_answering import smaller

import reelhouse
from reelhouse.web.again import Again
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from apiflask import APIFlask
    from werkzeug.test import TestResponse

    from reelhouse.settings import Settings

QUESTION = "/api/v1/reports/genre-budget"
ALIKE = [QUESTION, f"{QUESTION}.csv?year=1995", "/api/v1/movies?q=t&limit=1", "/api/v1/movies/101"]


@pytest.fixture
def passed_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of requests that came to the application."""
    paths: list[str] = []
    made = Again.__init__

    def watched(self: Again, application: Any, shared: Any) -> None:
        def told(environ: Any, start_response: Any) -> Iterable[bytes]:
            paths.append(environ["PATH_INFO"])
            given: Iterable[bytes] = application(environ, start_response)
            return given

        made(self, told, shared)

    monkeypatch.setattr(Again, "__init__", watched)
    return paths


def parts(answer: TestResponse) -> tuple[int, bytes, dict[str, str]]:
    """An answer without the id that its request was given."""
    headers = {name: value for name, value in answer.headers if name != "X-Request-Id"}
    return answer.status_code, answer.data, headers


def told(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What the log says of each request, without what differs from one to the next."""
    with_told: list[Any] = [each for each in caplog.records if each.message == "request"]
    differs = {"request_id", "milliseconds"}
    return [{k: v for k, v in each.told.items() if k not in differs} for each in with_told]


@pytest.mark.parametrize("address", ALIKE)
def test_the_second_answer_is_like_the_first(
    served: Callable[..., APIFlask], passed_on: list[str], address: str
) -> None:
    client = served().test_client()
    first, second = client.get(address), client.get(address)
    assert parts(first) == parts(second)
    known = {"If-None-Match": first.headers["ETag"]}
    assert parts(client.get(address, headers=known))[:2] == (304, b"")
    assert len(passed_on) == 1


def test_nothing_new_is_told_alike(served: Callable[..., APIFlask], passed_on: list[str]) -> None:
    one, other = served().test_client(), served().test_client()
    known = {"If-None-Match": one.get(QUESTION).headers["ETag"]}
    assert parts(one.get(QUESTION, headers=known)) == parts(other.get(QUESTION, headers=known))
    assert len(passed_on) == 2


def test_both_are_logged_and_counted_alike(
    served: Callable[..., APIFlask], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "reelhouse")
    client = served().test_client()
    for _ in range(2):
        client.get("/api/v1/movies", query_string={"q": "été & hiver"})
    first, second = told(caplog)
    assert first == second
    counted = client.get("/metrics").text.splitlines()
    assert [
        each.split()[-1] for each in counted if "/api/v1/movies" in each and "_total" in each
    ] == ["2.0"]


def test_a_request_keeps_its_id(served: Callable[..., APIFlask]) -> None:
    client = served().test_client()
    client.get(QUESTION)
    answer = client.get(QUESTION, headers={"X-Request-Id": "mine"})
    assert answer.headers["X-Request-Id"] == "mine"


@pytest.mark.parametrize("method", ["head", "post", "options"])
def test_only_what_is_to_be_got_is_known(
    served: Callable[..., APIFlask], passed_on: list[str], method: str
) -> None:
    client = served().test_client()
    client.get(QUESTION)
    client.open(QUESTION, method=method.upper())
    assert len(passed_on) == 2


def test_another_form_is_another_question(
    served: Callable[..., APIFlask], passed_on: list[str]
) -> None:
    client = served().test_client()
    json.loads(client.get(QUESTION).data)
    answer = client.get(QUESTION, headers={"Accept": "text/csv"})
    assert answer.content_type.startswith("text/csv")


def test_a_delivery_that_has_landed_is_seen(
    own: Settings, served: Callable[..., APIFlask], tmp_path: Path
) -> None:
    client = served(own).test_client()
    before = [client.get(QUESTION) for _ in range(2)]
    with reelhouse.open(own.warehouse, lake=own.lake) as house:
        house.ingest(smaller(tmp_path), drop="2026-12", max_reject_rate=Decimal(1))
    known = {"If-None-Match": before[1].headers["ETag"]}
    after = client.get(QUESTION, headers=known)
    assert after.status_code == 200
    assert after.get_json()["scope"]["as_of"] == "2026-12"


def test_who_may_not_ask_learns_nothing_of_what_others_asked(
    served: Callable[..., APIFlask], tmp_path: Path
) -> None:
    tokens = tmp_path / "tokens.json"
    headers = {"Authorization": f"Bearer {Tokens(tokens).create('ann', Role.READER)}"}
    client = served(tokens=tokens).test_client()
    first, second = client.get(QUESTION, headers=headers), client.get(QUESTION, headers=headers)
    assert parts(first) == parts(second)
    assert client.get(QUESTION).status_code == 401
    Tokens(tokens).revoke("ann")
    assert client.get(QUESTION, headers=headers).status_code == 401


def test_each_request_counts_once_for_whoever_asks(
    served: Callable[..., APIFlask], tmp_path: Path, passed_on: list[str]
) -> None:
    tokens = tmp_path / "tokens.json"
    headers = {"Authorization": f"Bearer {Tokens(tokens).create('ann', Role.READER)}"}
    # Ten seconds' worth of requests at once is five of them.
    client = served(tokens=tokens, requests_a_minute=30).test_client()
    statuses = [client.get(QUESTION, headers=headers).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert len(passed_on) == 2


def test_what_is_no_longer_kept_is_asked_for_again(
    served: Callable[..., APIFlask], passed_on: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = served()
    client = app.test_client()
    first = client.get(QUESTION)
    monkeypatch.setattr("reelhouse.web.current.Opened.kept", lambda *_: None)
    assert parts(client.get(QUESTION)) == parts(first)
    assert len(passed_on) == 2
