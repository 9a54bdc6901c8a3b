"""A secret of any usual form gives the URL of the warehouse, and no error tells what it holds."""

from __future__ import annotations

import json
import os
from uuid import uuid4

import pytest
from psycopg.conninfo import conninfo_to_dict

from reelhouse.aws.environment import Environment
from reelhouse.aws.login import logged_in, private_key, warehouse_url
from reelhouse.aws.services import Services
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


KEY = "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n"
BY_KEY = {"username": "loader", "private_key": KEY}
ACCOUNT = "snowflake://account/films?warehouse=small"


def test_a_key_for_snowflake_is_no_part_of_the_url() -> None:
    wanted = "snowflake://loader@account/films?warehouse=small"
    for held in (BY_KEY, {**BY_KEY, "password": PASSWORD}):
        assert warehouse_url(ACCOUNT, json.dumps(held)) == wanted
        assert private_key(wanted, json.dumps(held)) == {
            "SNOWFLAKE_PRIVATE_KEY": KEY,
            "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE": "",
        }
    found = private_key(wanted, json.dumps({**BY_KEY, "private_key_passphrase": PASSWORD}))
    assert found["SNOWFLAKE_PRIVATE_KEY_PASSPHRASE"] == PASSWORD
    whole = {"url": wanted, "private_key": KEY}
    assert warehouse_url("", json.dumps(whole)) == wanted
    assert private_key(wanted, json.dumps(whole))["SNOWFLAKE_PRIVATE_KEY"] == KEY


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        (ACCOUNT, None),
        (ACCOUNT, ACCOUNT),
        (ACCOUNT, json.dumps(LOGIN)),
        ("postgresql://db/films", json.dumps({**LOGIN, "private_key": KEY})),
    ],
)
def test_where_there_is_no_key_for_snowflake_nothing_is_set(url: str, secret: str | None) -> None:
    assert private_key(url, secret) == {}


def test_the_key_is_there_for_as_long_as_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    places = {"REELHOUSE_LAKE": "s3://films/lake", "REELHOUSE_INBOX": "s3://films/deliveries"}
    environment = Environment.of(
        {**places, "REELHOUSE_WAREHOUSE": ACCOUNT, "REELHOUSE_WAREHOUSE_SECRET": "arn"}
    )
    monkeypatch.setattr(Services, "secret", lambda _self, arn: json.dumps({**BY_KEY, "of": arn}))
    monkeypatch.delenv("SNOWFLAKE_PRIVATE_KEY", raising=False)
    before = uuid4().hex
    monkeypatch.setenv("SNOWFLAKE_PRIVATE_KEY_PASSPHRASE", before)
    with pytest.raises(MemoryError), logged_in(environment, Services()) as url:
        assert url == "snowflake://loader@account/films?warehouse=small"
        assert os.environ["SNOWFLAKE_PRIVATE_KEY"] == KEY
        assert os.environ["SNOWFLAKE_PRIVATE_KEY_PASSPHRASE"] == ""
        raise MemoryError
    assert "SNOWFLAKE_PRIVATE_KEY" not in os.environ
    assert os.environ["SNOWFLAKE_PRIVATE_KEY_PASSPHRASE"] == before


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
        ("postgresql://db/films", json.dumps({"username": "x", "private_key": PASSWORD})),
        (ACCOUNT, json.dumps({"private_key": PASSWORD})),
    ],
)
def test_what_cannot_be_used_is_refused_and_not_told(given: str, secret: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        warehouse_url(given, secret)
    assert PASSWORD not in str(refused.value)
