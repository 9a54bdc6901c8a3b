from __future__ import annotations

from pathlib import Path

import pytest

from reelhouse.errors import UsageError
from reelhouse.settings import S3Settings, Settings, resolve

ENVIRONMENT = {"REELHOUSE_LAKE": "env/lake", "REELHOUSE_WAREHOUSE": "env/house.duckdb"}


def test_without_anything_both_lie_in_the_working_folder() -> None:
    assert resolve(environment={}) == Settings("reelhouse/lake", "reelhouse/warehouse.duckdb")


def test_the_environment_wins_over_the_defaults() -> None:
    assert resolve(environment=ENVIRONMENT) == Settings("env/lake", "env/house.duckdb")


def test_what_is_given_wins_over_the_environment_each_for_itself() -> None:
    assert resolve(lake="my/lake", environment=ENVIRONMENT) == Settings(
        "my/lake", "env/house.duckdb"
    )
    assert resolve(warehouse="my.duckdb", environment=ENVIRONMENT) == Settings(
        "env/lake", "my.duckdb"
    )


def test_a_variable_set_to_nothing_is_not_set() -> None:
    assert resolve(environment={"REELHOUSE_LAKE": ""}).lake == "reelhouse/lake"


def test_a_path_will_do() -> None:
    assert resolve(lake=Path("a") / "b", environment={}).lake == str(Path("a") / "b")


def test_the_environment_is_read_when_asked_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELHOUSE_LAKE", "first")
    assert resolve().lake == "first"
    monkeypatch.setenv("REELHOUSE_LAKE", "second")
    assert resolve().lake == "second"


def test_without_anything_s3_is_the_one_of_aws_and_requests_are_signed() -> None:
    assert resolve(environment={}).s3 == S3Settings(endpoint=None, anonymous=False)


def test_how_s3_is_reached_is_said_by_the_environment_or_given() -> None:
    variables = {"REELHOUSE_S3_ENDPOINT": "http://env", "REELHOUSE_S3_ANONYMOUS": "1"}
    assert resolve(environment=variables).s3 == S3Settings("http://env", anonymous=True)
    given = resolve(environment=variables, s3_endpoint="http://my", s3_anonymous=False)
    assert given.s3 == S3Settings("http://my", anonymous=False)


@pytest.mark.parametrize(
    ("said", "meant"), [("", False), ("0", False), ("False", False), ("yes", True), ("TRUE", True)]
)
def test_yes_and_no_can_be_said_in_several_ways(said: str, meant: bool) -> None:
    assert resolve(environment={"REELHOUSE_S3_ANONYMOUS": said}).s3.anonymous is meant


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(UsageError, match="REELHOUSE_S3_ANONYMOUS says 'maybe'; set it to 1 or 0"):
        resolve(environment={"REELHOUSE_S3_ANONYMOUS": "maybe"})
