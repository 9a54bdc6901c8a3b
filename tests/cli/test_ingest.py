from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


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


def test_options_reach_the_house_and_the_label_is_its_own_choice(
    run: Run, house: FakeHouse
) -> None:
    run("ingest", "a", "--lake", "l", "--warehouse", "w.duckdb")
    run("ingest", "a", "--drop", "2026-11", "--max-reject-rate", "0.05")
    assert house.asked == [
        ("open", "w.duckdb", "l"),
        ("ingest", "a", {"drop": None, "max_reject_rate": "0.01"}),
        "closed",
        ("open", None, None),
        ("ingest", "a", {"drop": "2026-11", "max_reject_rate": "0.05"}),
        "closed",
    ]


def test_how_s3_is_reached_is_given_to_the_house(run: Run, house: FakeHouse) -> None:
    run("ingest", "s3://films/a", "--s3-endpoint", "https://storage.example.com")
    run("ingest", "s3://films/a", "--s3-anonymous")
    assert [asked for asked in house.asked if asked[0] == "open"] == [
        ("open", None, None, {"s3_endpoint": "https://storage.example.com"}),
        ("open", None, None, {"s3_anonymous": True}),
    ]


def test_a_source_is_needed(run: Run) -> None:
    result = run("ingest")
    assert result.exit_code == 2
    assert "Missing argument 'SOURCE'" in result.stderr
