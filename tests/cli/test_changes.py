from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


def test_tables_that_were_touched_are_counted(run: Run, house: FakeHouse) -> None:
    result = run("changes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "What 2026-11 changed\n"
        "\n"
        "table   inserted  updated  deleted\n"
        "──────  ────────  ───────  ───────\n"
        "movie         45      454        0\n"
        "rating    77,740        0        1\n"
        "\n"
        "2 rows\n"
    )
    assert house.asked[1] == ("changes", "2026-11", None)


def test_the_rows_of_a_table_are_values_before_and_after(run: Run, house: FakeHouse) -> None:
    text = run("changes", "2026-10", "--table", "movie").stdout
    assert text.startswith("What 2026-10 changed in movie\n")
    assert "\n     862  updated  popularity  21.946943  20.100000\n" in text
    assert "\n     949  deleted  -           -          -\n" in text
    assert house.asked[1] == ("changes", "2026-10", "movie")


def test_csv_and_json_are_for_programs(run: Run, house: FakeHouse) -> None:
    assert run("changes", "--format", "csv").stdout == (
        "table,inserted,updated,deleted\nmovie,45,454,0\nrating,77740,0,1\n"
    )
    found = json.loads(run("changes", "--table", "movie", "--format", "json").stdout)
    assert found["rows"][1] == {
        "movie_id": 949,
        "change": "deleted",
        "column": None,
        "before": None,
        "after": None,
    }


def test_a_limit_holds_in_every_format(run: Run, house: FakeHouse) -> None:
    words = ("changes", "--table", "movie", "--limit", "1")
    assert "showing rows 1 to 1 of 2 rows, as --limit asks" in run(*words).stdout
    assert "949" not in run(*words, "--format", "csv").stdout


def test_they_go_to_a_file(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    path = tmp_path / "changes.parquet"
    words = ("--table", "movie", "--output", str(path))
    result = run("changes", *words)
    assert (result.stdout, result.stderr) == ("", f"wrote {path}\n")
    assert pq.read_table(path).num_rows == 2
