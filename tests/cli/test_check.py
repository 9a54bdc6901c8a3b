from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reelhouse.warehouse.integrity import CheckResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]

HOLDS = CheckResult("movie_id is unique", "movies.movie", 0, "primary key")
BROKEN = CheckResult("genre exists", "movies.movie_genre", 1234, "foreign key")


def test_where_everything_holds_there_is_nothing_on_stdout(run: Run, house: FakeHouse) -> None:
    house.checks = [HOLDS, HOLDS]
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "all 2 checks hold\n")


def test_what_does_not_hold_is_listed_and_ends_with_5(run: Run, house: FakeHouse) -> None:
    house.checks = [HOLDS, BROKEN]
    result = run("check")
    assert result.exit_code == 5
    assert "genre exists  movies.movie_genre       1,234  foreign key" in result.stdout
    assert "movie_id is unique" not in result.stdout
    assert result.stderr == "Error: 1 of 2 checks do not hold\n"


@pytest.mark.parametrize(("words", "names"), [((), ["genre exists"]), (("--all",), None)])
def test_as_json(
    run: Run, house: FakeHouse, words: tuple[str, ...], names: list[str] | None
) -> None:
    house.checks = [HOLDS, BROKEN]
    rows = json.loads(run("check", "--format", "json", *words).stdout)["rows"]
    assert [row["check"] for row in rows] == (names or ["movie_id is unique", "genre exists"])


def test_programs_get_an_empty_list_where_everything_holds(run: Run, house: FakeHouse) -> None:
    house.checks = [HOLDS]
    assert run("check", "--format", "csv").stdout == "check,table,violations,detail\n"
