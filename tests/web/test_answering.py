"""Answers are asked of the warehouse once in each state."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import GOLDEN, shared_by

import reelhouse
from reelhouse.house import House

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from apiflask import APIFlask
    from flask.testing import FlaskClient

    from reelhouse.settings import Settings

ADDRESSES = [
    "/api/v1/reports",
    "/api/v1/reports/genre-budget",
    "/api/v1/reports/genre-budget.csv?year=1995",
    "/api/v1/reports/genre-budget?as_of=2026-11",
    "/api/v1/movies?q=t",
    "/api/v1/movies/101",
    "/api/v1/drops",
    "/api/openapi.json",
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What houses were asked for, beside where they stand."""
    names: list[str] = []
    for name in ("report", "find", "entity"):
        method: Any = getattr(House, name)

        def watched(self: House, *words: Any, _do: Any = method, **filters: Any) -> Any:
            names.append(words[0])
            return _do(self, *words, **filters)

        monkeypatch.setattr(House, name, watched)
    return names


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_that_the_asker_has_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]


def test_nothing_is_asked_for_an_answer_that_was_given(
    served: Callable[..., APIFlask], asked: list[str]
) -> None:
    client = served().test_client()
    address = "/api/v1/reports/genre-budget?year=1995"
    first = client.get(address)
    assert asked == ["genre-budget"]
    assert client.get(address).data == first.data
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.head(address).headers["ETag"] == first.headers["ETag"]
    assert asked == ["genre-budget"]


def test_each_question_has_a_tag_of_its_own(client: FlaskClient) -> None:
    addresses = [
        *("/api/v1/movies", "/api/v1/movies.csv", "/api/v1/movies?limit=2"),
        *("/api/v1/movies?limit=2&offset=2", "/api/v1/movies?year=1995", "/api/v1/companies"),
    ]
    tags = [client.get(each).headers["ETag"] for each in addresses]
    assert len(set(tags)) == len(tags)


def test_the_order_of_parameters_is_not_part_of_the_question(client: FlaskClient) -> None:
    one = client.get("/api/v1/movies?year=1995&q=t")
    other = client.get("/api/v1/movies?q=t&year=1995")
    assert one.headers["ETag"] == other.headers["ETag"]


def test_what_is_large_comes_in_pieces_and_is_not_kept(
    served: Callable[..., APIFlask], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = served().test_client()
    whole = client.get("/api/v1/movies.csv?sort=title").data
    monkeypatch.setattr("reelhouse.web.kept._SMALL_BYTES", 100)
    for _ in range(2):
        answer = client.get("/api/v1/movies.csv?sort=title&order=asc&offset=0")
        assert answer.is_streamed
        assert "Content-Length" not in answer.headers
        assert answer.data == whole
    assert asked == ["movies"] * 3


def test_the_next_request_sees_a_delivery_that_has_landed(
    served: Callable[..., APIFlask], own: Settings, tmp_path: Path
) -> None:
    client = served(own).test_client()
    address = "/api/v1/reports/company-budget?limit=5"
    before = client.get(address)
    assert outcomes(client) == {"2026-11": "published"}
    following = before.headers["Link"].rpartition("<")[2].partition(">")[0]
    with reelhouse.open(own.warehouse, lake=own.lake) as house:
        house.ingest(smaller(tmp_path), drop="2026-12", max_reject_rate=Decimal(1))
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert outcomes(client) == {"2026-11": "published", "2026-12": "published"}
    assert after.get_json()["scope"]["as_of"] == "2026-12"
    assert after.get_json()["scope"]["movies_total"] < before.get_json()["scope"]["movies_total"]
    gone = client.get(following)
    assert gone.status_code == 410
    assert "start again without a cursor" in gone.get_json()["detail"]
    then: Any = client.get(f"{address}&as_of=2026-11").get_json()
    assert then["rows"] == before.get_json()["rows"]


def outcomes(client: FlaskClient) -> dict[str, str]:
    listed: Any = client.get("/api/v1/drops").get_json()
    return {row["label"]: row["outcome"] for row in listed["rows"]}


def smaller(folder: Path) -> Path:
    """The golden delivery with fewer films."""
    source = folder / "2026-12"
    source.mkdir()
    text = (GOLDEN / "delivery" / "movies_metadata.csv").read_text("utf-8")
    (source / "movies_metadata.csv").write_text(
        "".join(text.splitlines(keepends=True)[:5]), encoding="utf-8"
    )
    return source


def test_answers_are_told_from_each_other_by_who_asks_only_where_that_matters(
    served: Callable[..., APIFlask], client: FlaskClient
) -> None:
    assert client.get("/api/v1/genres").headers["Vary"] == "Accept"
    guarded = served(proxy_header="X-User").test_client()
    answer = guarded.get("/api/v1/genres", headers={"X-User": "ann"})
    assert answer.headers["Vary"] == "Accept, Authorization"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_what_all_requests_share_belongs_to_one_application(
    app: APIFlask, served: Callable[..., APIFlask]
) -> None:
    assert shared_by(app).current is not shared_by(served()).current
