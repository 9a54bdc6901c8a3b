from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]

CSV = "genre_id,genre,release_year,movies,known,revenue\n18,Drama,1995,3,2,1234567\n"


def test_without_a_format_it_is_a_table_of_all_rows(run: Run, house: FakeHouse) -> None:
    result = run("report", "genre-revenue")
    assert result.exit_code == 0
    assert "    18  Drama           1995       3      2  1,234,567\n" in result.stdout
    assert "\n2 rows\n" in result.stdout
    assert result.stderr == ""


def test_csv_goes_to_stdout(run: Run, house: FakeHouse) -> None:
    assert run("report", "genre-revenue", "--format", "csv").stdout == (CSV + ",(none),1996,1,0,\n")


def test_comments_only_when_asked_for(run: Run, house: FakeHouse) -> None:
    text = run("report", "genre-revenue", "--format", "csv", "--comments").stdout
    assert text.startswith("# report: genre-revenue\n# as_of: 2026-11\n")


def test_filters_arrive_with_their_types(run: Run, house: FakeHouse) -> None:
    words = "--from-year 1990 --top all --min-movies 5 --measure vote_count --genre Drama"
    run("report", "genre-popularity", *words.split())
    assert house.asked[1] == (
        "report",
        "genre-popularity",
        {
            "from_year": 1990,
            "genre": "Drama",
            "measure": "vote_count",
            "min_movies": 5,
            "top": "all",
        },
    )


def test_as_of_a_delivery_is_asked_of_the_house(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    chart = str(tmp_path / "x.svg")
    words = ("--as-of", "2026-06", "--limit", "1", "--chart", chart)
    assert run("report", "genre-revenue", *words).exit_code == 0
    asked = [each for each in house.asked if each[0] == "report"]
    assert asked == [
        ("report", "genre-revenue", {"limit": 1}, "2026-06"),
        ("report", "genre-revenue", {}, "2026-06"),
    ]


def test_a_limit_is_the_reports_and_0_is_none(run: Run, house: FakeHouse) -> None:
    text = run("report", "genre-revenue", "--limit", "1").stdout
    assert "showing rows 1 to 1 of 2 rows" in text
    assert "showing" not in run("report", "genre-revenue", "--limit", "0").stdout
    asked = [each[2] for each in house.asked if each[0] == "report"]
    assert asked == [{"limit": 1}, {}]


@pytest.mark.parametrize("value", ["x", "-1", "1.5"])
def test_a_value_that_cannot_be_is_told_what_can(run: Run, house: FakeHouse, value: str) -> None:
    result = run("report", "genre-revenue", "--limit", value)
    assert result.exit_code == 2
    assert "limit must be a whole number from 0" in result.stderr


def test_an_unknown_report_is_told_what_there_is(run: Run, house: FakeHouse) -> None:
    result = run("report", "genre-revenu")
    assert result.exit_code == 2
    assert "Did you mean genre-revenue?" in result.stderr
    assert house.asked == []


def test_a_filter_of_other_reports_is_left_to_the_report(run: Run, house: FakeHouse) -> None:
    run("report", "genre-revenue", "--measure", "ratings")
    assert house.asked[1] == ("report", "genre-revenue", {"measure": "ratings"})


def test_a_file_gets_the_format_of_its_ending(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    path = tmp_path / "revenue.parquet"
    result = run("report", "genre-revenue", "--output", str(path))
    assert (result.stdout, result.stderr) == ("", f"wrote {path}\n")
    assert pq.read_table(path).num_rows == 2


def test_the_format_given_wins_over_the_ending(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    path = tmp_path / "revenue.csv"
    run("report", "genre-revenue", "--output", str(path), "--format", "json")
    assert json.loads(path.read_text())["report"] == "genre-revenue"


def test_parquet_may_go_into_a_pipe(run: Run, house: FakeHouse) -> None:
    result = run("report", "genre-revenue", "--format", "parquet")
    assert result.stdout_bytes.startswith(b"PAR1")


def test_a_chart_is_drawn_of_all_rows_whatever_the_page(
    run: Run, house: FakeHouse, tmp_path: Path
) -> None:
    path = tmp_path / "revenue.svg"
    result = run("report", "genre-revenue", "--limit", "1", "--chart", str(path))
    assert result.stderr == f"drew {path}\n"
    assert "Revenue by genre and year" in path.read_text()
    assert [each[2] for each in house.asked if each[0] == "report"] == [{"limit": 1}, {}]


def test_a_chart_that_cannot_be_is_refused_before_anything_is_done(
    run: Run, house: FakeHouse
) -> None:
    result = run("report", "genre-revenue", "--chart", "revenue.pdf")
    assert (result.exit_code, result.stdout, house.asked) == (2, "", [])
    assert "must end with .svg or .png" in result.stderr


def test_the_help_has_a_part_for_the_filters(run: Run) -> None:
    text = run("report", "--help").stdout
    filters = text[text.index("Filters:") : text.index("Options:")]
    for name in ("--year", "--company-id", "--genre", "--statistic", "--top", "--offset"):
        assert f"  {name} " in filters
    assert "--format" not in filters
