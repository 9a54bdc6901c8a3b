"""A secret of any usual form gives the URL of the warehouse, and no error tells what it holds."""

from __future__ import annotations

import json

import pytest
from psycopg.conninfo import conninfo_to_dict

from reelhouse.aws.login import warehouse_url
from reelhouse.errors import UsageError

PASSWORD = "p@ss:/?#% w"  # noqa: S105 - of nothing
LOGIN = {"username": "loader", "password": PASSWORD}
FULL = {**LOGIN, "engine": "postgres", "host": "db.example.com", "port": 5433, "dbname": "films"}
WANTED = {"user": "loader", "password": PASSWORD, "host": "db.example.com", "dbname": "films"}


@pytest.mark.parametrize(
    ("given", "secret", "more"),
    [
        ("postgresql://db.example.com/films", LOGIN, {}),
        ("postgres://db.example.com:5432/films?sslmode=require", LOGIN, {"sslmode": "require"}),
        ("postgresql://nobody@db.example.com/films", LOGIN, {}),
        ("", FULL, {"port": "5433"}),
        ("postgresql:///films?sslmode=require", FULL, {"port": "5433", "sslmode": "require"}),
        ("postgresql://db.example.com/films", {**FULL, "host": "other"}, {}),
    ],
)
def test_a_login_is_put_into_the_url(
    given: str, secret: dict[str, object], more: dict[str, str]
) -> None:
    found = conninfo_to_dict(warehouse_url(given, json.dumps(secret)))
    assert {**WANTED, **more}.items() <= found.items()


def test_a_secret_may_hold_the_whole_url() -> None:
    url = "postgresql://loader:secret@db.example.com/films"
    assert warehouse_url("", url + "\n") == url
    assert warehouse_url("postgresql://other/films", json.dumps({"url": url})) == url


def test_snowflake_is_reached_in_the_same_way() -> None:
    found = warehouse_url("snowflake://account/films?warehouse=small", json.dumps(LOGIN))
    assert found == ("snowflake://loader:p%40ss%3A%2F%3F%23%25%20w@account/films?warehouse=small")


def test_without_a_secret_the_url_is_as_given() -> None:
    assert warehouse_url("postgresql://db/films", None) == "postgresql://db/films"


@pytest.mark.parametrize(
    ("given", "secret"),
    [
        ("reelhouse/warehouse.duckdb", None),
        ("", f"mysql://loader:{PASSWORD}@db/films"),
        ("postgresql://db/films", PASSWORD),
        ("postgresql://db/films", json.dumps([PASSWORD])),
        ("postgresql://db/films", json.dumps({"password": PASSWORD})),
    ],
)
def test_what_cannot_be_used_is_refused_and_not_told(given: str, secret: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        warehouse_url(given, secret)
    assert PASSWORD not in str(refused.value)
