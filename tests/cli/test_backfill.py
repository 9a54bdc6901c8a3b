from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


def test_each_delivery_is_told_on_stderr_when_it_is_done(run: Run, house: FakeHouse) -> None:
    result = run("backfill", "old/")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[:2] == [
        "2026-09          known        0.0 s  in the lake already",
        "2026-11          cleaned      2.2 s  12,345 rows",
    ]
    assert result.stdout == (
        "2 deliveries: 1 cleaned, 1 in the lake already, 0 failed\n"
        "the warehouse was changed, as of 2026-11: 77,785 rows inserted, 454 updated, 1 deleted\n"
        "done in 4.0 s\n"
    )


def test_a_delivery_that_fails_is_told_in_a_line_and_at_the_end_in_full(
    run: Run, house: FakeHouse
) -> None:
    house.deliveries = DELIVERIES
    result = run("backfill", "old/")
    assert result.exit_code == 4
    failure = "movies_metadata: 9 of 10 rows were rejected, more than 1% (--max-reject-rate)"
    assert f"2026-10          failed       1.5 s  {failure}\n" in result.stderr
    assert result.stderr.endswith(
        f"Error: 2026-10: {failure}; the delivery was refused. For example:\n"
        "  line 2: wrong_field_count: False,,42\n"
        "Have the file sent again.\n"
        "2026-12: no such thing\n"
    )
    assert result.stdout.startswith("4 deliveries: 1 cleaned, 1 in the lake already, 2 failed\n")
    assert "the warehouse was changed" in result.stdout


def test_where_none_could_be_read_no_warehouse_is_told_of(run: Run, house: FakeHouse) -> None:
    house.deliveries, house.publication = DELIVERIES[3:], None
    result = run("backfill", "old/")
    assert result.exit_code == 2
    assert result.stdout == (
        "1 delivery: 0 cleaned, 0 in the lake already, 1 failed\ndone in 4.0 s\n"
    )


def test_as_json_for_programs(run: Run, house: FakeHouse) -> None:
    house.deliveries = DELIVERIES
    result = run("backfill", "old/", "--json")
    told = json.loads(result.stdout)
    assert [each["label"] for each in told["deliveries"]] == [each.label for each in DELIVERIES]
    assert told["deliveries"][0]["error"] is None
    assert told["deliveries"][3]["error"] == "no such thing"
    assert told["publication"]["as_of"] == "2026-11"
    assert told["seconds"] == 4.0
    assert result.exit_code == 4


def test_options_reach_the_house(run: Run, house: FakeHouse) -> None:
    words = "--jobs 4 --mode delta --replace --keep-raw --max-reject-rate 0.05 --wait 5 --lake l"
    run("backfill", "a.zip", "b", *words.split())
    assert house.asked[:2] == [
        ("open", None, "l"),
        (
            "backfill",
            ("a.zip", "b"),
            {
                "jobs": 4,
                "mode": "delta",
                "replace": True,
                "keep_raw": True,
                "max_reject_rate": "0.05",
                "wait": 5.0,
            },
        ),
    ]


def test_it_is_the_house_that_decides_how_many_at_a_time(run: Run, house: FakeHouse) -> None:
    run("backfill", "a")
    assert house.asked[1][2]["jobs"] is None


def test_a_source_and_a_job_are_needed(run: Run) -> None:
    assert "Missing argument 'SOURCE...'" in run("backfill").stderr
    assert run("backfill", "a", "--jobs", "0").exit_code == 2
