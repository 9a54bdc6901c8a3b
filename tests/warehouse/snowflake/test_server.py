"""How an account is reached, and what its errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from snowflake.connector import errors
from tests.ports import free_ports

import reelhouse
from reelhouse.errors import (
    DeniedError,
    NoWarehouseError,
    ReelhouseError,
    StoppedError,
    TransientError,
    UsageError,
    WarehouseError,
)
from reelhouse.warehouse.snowflake.server import OPTIONS, Server

if TYPE_CHECKING:
    from pathlib import Path

    from tests import snowserver

PASSWORD = "se:cret@1/?"  # noqa: S105 of nobody


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "ROLE", "WAREHOUSE", "DEFAULT_CONNECTION_NAME"):
        monkeypatch.delenv(f"SNOWFLAKE_{name}", raising=False)


def test_a_url_says_all_that_the_driver_has_to_know() -> None:
    server = Server(
        "snowflake://ann:se%3Acret%401%2F%3F@my-account/house?warehouse=small&role=loader"
    )
    assert server.arguments == {
        "account": "my-account",
        "database": "house",
        "user": "ann",
        "password": PASSWORD,
        "warehouse": "small",
        "role": "loader",
    }
    assert server.name == "snowflake://my-account/house"


def test_what_the_url_leaves_open_is_settled_by_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNOWFLAKE_USER", "bob")
    monkeypatch.setenv("SNOWFLAKE_PRIVATE_KEY_FILE", "/keys/bob.p8")
    monkeypatch.setenv("SNOWFLAKE_ROLE", "loader")
    told = Server("snowflake://ann@my-account/house").arguments
    assert (told["user"], told["role"]) == ("ann", "loader")
    assert told["private_key_file"] == "/keys/bob.p8"


def test_without_a_user_a_section_of_connections_toml_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SNOWFLAKE_DEFAULT_CONNECTION_NAME", "monthly")
    assert Server("snowflake://a/house").arguments["connection_name"] == "monthly"
    assert Server("snowflake://a/house?connection=b").arguments["connection_name"] == "b"
    assert "connection_name" not in Server("snowflake://ann@a/house").arguments


@pytest.mark.parametrize(
    "url",
    [
        "snowflake://account",
        "snowflake:///house",
        "snowflake://account/house/schema",
        f"snowflake://ann:{PASSWORD}@account/house",
    ],
)
def test_a_url_that_cannot_be_read_is_refused_and_no_password_told(url: str) -> None:
    with pytest.raises(WarehouseError, match="cannot be read: expected snowflake://") as refused:
        Server(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("part", ["wharehouse=small", "password=x"])
def test_an_unknown_part_of_a_url_is_refused_with_those_that_are_known(part: str) -> None:
    with pytest.raises(UsageError, match=", ".join(OPTIONS)):
        Server(f"snowflake://ann@account/house?{part}")


def test_reports_are_views_or_materialized() -> None:
    assert not Server("snowflake://a/b").materializes_reports
    assert Server("snowflake://a/b?reports=materialized").materializes_reports
    with pytest.raises(UsageError, match="expected views or materialized"):
        Server("snowflake://a/b?reports=both")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (errors.ProgrammingError("no", errno=3001), DeniedError),
        (errors.ProgrammingError("no", errno=604), StoppedError),
        (errors.ProgrammingError("no", errno=625), TransientError),
        (errors.ProgrammingError("no", errno=606), WarehouseError),
        (errors.ProgrammingError("no", errno=1003), WarehouseError),
        (errors.OperationalError("no", errno=250003), TransientError),
        (errors.ServiceUnavailableError(), TransientError),
        (errors.DatabaseError("Incorrect username or password", errno=250001), WarehouseError),
        (errors.ForbiddenError(), WarehouseError),
    ],
)
def test_an_error_of_the_driver_is_told_as_one_of_ours(
    error: errors.Error, told: type[ReelhouseError]
) -> None:
    server = Server("snowflake://ann@account/house")
    with pytest.raises(told) as raised, server.errors_told():
        raise error
    assert type(raised.value) is told
    assert str(raised.value).startswith("snowflake://account/house: ")


def test_an_account_that_cannot_be_reached_may_be_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelhouse.warehouse.snowflake.server._LOGIN_SECONDS", 1)
    [port] = free_ports(1)
    server = Server(f"snowflake://a:b@account/house?host=127.0.0.1&port={port}&protocol=http")
    with pytest.raises(TransientError, match="cannot be reached"):
        server.connect()


def test_where_nothing_was_ingested_yet_it_is_told(account: snowserver.Server) -> None:
    url = account.create_database("nothing_there")
    with reelhouse.open(url) as house, pytest.raises(NoWarehouseError, match="ingest"):
        house.report("genre-budget")


def test_a_database_is_no_file(tmp_path: Path, account: snowserver.Server) -> None:
    url = account.create_database("no_file")
    with reelhouse.open(url, lake=tmp_path / "lake") as house, pytest.raises(NoWarehouseError):
        house.find("movies", q="any")
    assert list(tmp_path.iterdir()) == []
