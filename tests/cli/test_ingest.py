from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import LockedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]

DEFAULTS = {
    "mode": "snapshot",
    "replace": False,
    "keep_raw": False,
    "max_reject_rate": "0.01",
    "wait": 600.0,
}


def test_the_summary_goes_to_stdout_and_progress_to_stderr(run: Run, house: FakeHouse) -> None:
    result = run("ingest", "movies.zip")
    assert result.exit_code == 0
    assert result.stdout == (
        "Delivery 2026-11 from movies.zip\n"
        "\n"
        "file               read  loaded  duplicates  orphans  blank  repaired  rejected  seconds\n"
        "───────────────  ──────  ──────  ──────────  ───────  ─────  ────────  ────────  ───────\n"
        "movies_metadata  45,466  45,433          30        0      3         4         0      1.2\n"
        "\n"
        "not delivered: links, ratings\n"
        "note: keywords is separated by ;\n"
        "the warehouse was changed, as of 2026-11: 77,785 rows inserted, 454 updated, 1 deleted\n"
        "done in 2.5 s\n"
    )
    assert result.stderr.startswith("movies_metadata  read ")
    assert "\x1b" not in result.stderr


def test_the_summary_as_json(run: Run, house: FakeHouse) -> None:
    summary = json.loads(run("ingest", "movies.zip", "--json").stdout)
    assert summary["label"] == "2026-11"
    assert summary["absent"] == ["links", "ratings"]
    assert summary["files"][0] == {
        "file": "movies_metadata",
        "read": 45466,
        "loaded": 45433,
        "duplicates": 30,
        "orphans": 0,
        "blank": 3,
        "repaired": 4,
        "rejected": 0,
        "seconds": 1.25,
    }
    publication = summary["publication"]
    assert (publication["method"], publication["published"]) == ("changed", ["2026-11"])
    assert publication["changes"][0] == {
        "table": "movie",
        "inserted": 45,
        "updated": 454,
        "deleted": 1,
    }


def test_options_reach_the_house_and_the_label_is_its_own_choice(
    run: Run, house: FakeHouse
) -> None:
    run("ingest", "a", "--lake", "l", "--warehouse", "w.duckdb")
    words = "--max-reject-rate 0.05 --mode delta --replace --keep-raw --wait 5"
    run("ingest", "a", "--drop", "2026-11", *words.split())
    assert house.asked == [
        ("open", "w.duckdb", "l"),
        ("ingest", "a", {"drop": None, **DEFAULTS}),
        "closed",
        ("open", None, None),
        (
            "ingest",
            "a",
            {
                "drop": "2026-11",
                "mode": "delta",
                "replace": True,
                "keep_raw": True,
                "max_reject_rate": "0.05",
                "wait": 5.0,
            },
        ),
        "closed",
    ]


def test_how_s3_is_reached_is_given_to_the_house(run: Run, house: FakeHouse) -> None:
    run("ingest", "s3://films/a", "--s3-endpoint", "https://storage.example.com")
    run("ingest", "s3://films/a", "--s3-anonymous")
    assert [asked for asked in house.asked if asked[0] == "open"] == [
        ("open", None, None, {"s3_endpoint": "https://storage.example.com"}),
        ("open", None, None, {"s3_anonymous": True}),
    ]


def test_a_wait_for_another_load_is_told_on_stderr(run: Run, house: FakeHouse) -> None:
    house.waits = True
    result = run("ingest", "movies.zip", "--json")
    first = result.stderr.splitlines()[0]
    assert first == "w.duckdb: process 7 is writing it; waiting up to 600 seconds"
    assert json.loads(result.stdout)["label"] == "2026-11"


def test_a_load_that_waited_too_long_ends_with_10(run: Run, house: FakeHouse) -> None:
    house.error = LockedError("w.duckdb: process 7 is still writing it after 0 seconds")
    result = run("ingest", "movies.zip", "--wait", "0")
    assert (result.exit_code, result.stdout, result.stderr) == (10, "", f"Error: {house.error}\n")


@pytest.mark.parametrize("words", [("--mode", "upsert"), ("--wait", "-1"), ("--wait", "soon")])
def test_what_an_option_cannot_be_is_refused(run: Run, house: FakeHouse, words: list[str]) -> None:
    assert run("ingest", "a", *words).exit_code == 2
    assert house.asked == []


def test_a_source_is_needed(run: Run) -> None:
    result = run("ingest")
    assert result.exit_code == 2
    assert "Missing argument 'SOURCE'" in result.stderr
