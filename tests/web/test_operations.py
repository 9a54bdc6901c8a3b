"""What those who run it ask: whether it lives, whether it is ready, how it fares."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import BusyError, StoppedError, UnreachableError, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from apiflask import APIFlask

    from reelhouse.settings import Settings


def test_it_is_ready_where_the_warehouse_can_be_read(served: Callable[..., APIFlask]) -> None:
    answer = served(max_age=timedelta(days=1)).test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json()["as_of"] == "2026-11"


def test_it_is_not_ready_once_the_newest_delivery_is_too_old(
    served: Callable[..., APIFlask],
) -> None:
    client = served(max_age=timedelta(0)).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "the newest delivery, 2026-11, was cleaned 0 days ago" in answer.get_json()["detail"]
    assert client.get("/healthz").status_code == 200


def test_without_a_warehouse_it_lives_and_is_not_ready(
    served: Callable[..., APIFlask], own: Settings
) -> None:
    client = served(own).test_client()
    Path(own.warehouse).unlink()
    assert client.get("/healthz").status_code == 200
    for address in ("/readyz", "/api/v1/movies", "/api/v1/reports/genre-budget"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "1"
        assert own.warehouse not in answer.text
    assert "reelhouse_warehouse_up 0.0" in client.get("/metrics").text


def test_what_happens_is_counted(served: Callable[..., APIFlask]) -> None:
    client = served().test_client()
    client.get("/api/v1/movies?limit=3")
    client.get("/api/v1/movies?limit=4")
    client.get("/api/v1/movies/0")
    lines = client.get("/metrics").text.splitlines()
    assert 'reelhouse_requests_total{route="/api/v1/movies",status="200"} 2.0' in lines
    assert 'reelhouse_requests_total{route="/api/v1/movies/<movie_id>",status="404"} 1.0' in lines
    assert 'reelhouse_rows_served_total{route="/api/v1/movies"} 7.0' in lines
    assert 'reelhouse_request_seconds_count{route="/api/v1/movies"} 2.0' in lines
    assert "reelhouse_warehouse_up 1.0" in lines
    assert [each for each in lines if each.startswith("reelhouse_delivery_timestamp_seconds ")]
    [rejected] = [each for each in lines if each.startswith("reelhouse_delivery_rejected_rows ")]
    assert float(rejected.split()[1]) > 0


@pytest.mark.parametrize(
    ("error", "status", "retried"),
    [
        (BusyError("as many queries go on as may"), 503, True),
        (StoppedError("/data/w.duckdb: a query was stopped"), 504, False),
        (WarehouseError("/data/w.duckdb: cannot be read"), 503, True),
        (UnreachableError("s3://bucket: cannot be reached"), 503, True),
    ],
)
def test_what_fails_here_is_told_without_what_is_nobodys_business(
    served: Callable[..., APIFlask],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    retried: bool,
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("reelhouse.house.House.find", failing)
    answer = served().test_client().get("/api/v1/genres")
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == retried
    assert answer.headers["Cache-Control"] == "no-store"
    assert "/data" not in answer.text
    assert "bucket" not in answer.text
