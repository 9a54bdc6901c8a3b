from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


def test_it_says_what_the_warehouse_is_now(run: Run, house: FakeHouse) -> None:
    result = run("rebuild")
    assert (result.exit_code, result.stdout) == (0, "the warehouse was built, as of 2026-11\n")
    assert result.stderr.startswith("warehouse        publish ")
    assert house.asked[1] == ("rebuild", {"as_of": None, "wait": 600.0})


def test_options_reach_the_house(run: Run, house: FakeHouse) -> None:
    run("rebuild", "--as-of", "2026-06", "--wait", "0", "--warehouse", "june.duckdb")
    assert house.asked == [
        ("open", "june.duckdb", None),
        ("rebuild", {"as_of": "2026-06", "wait": 0.0}),
        "closed",
    ]
