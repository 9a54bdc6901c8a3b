from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.settings import Settings, resolve

if TYPE_CHECKING:
    import pytest

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
