from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

import reelhouse
from reelhouse import sample
from reelhouse.cli.main import cli
from reelhouse.reports.catalog import definition, definitions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def completed(*words: str, part: str = "") -> list[str]:
    completion = ShellComplete(cli, {}, "reelhouse", "_REELHOUSE_COMPLETE")
    return [item.value for item in completion.get_completions(list(words), part)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(run: Run, shell: str) -> None:
    assert f"_REELHOUSE_COMPLETE={shell}_complete" in run("completion", shell).stdout


def test_another_shell_is_refused(run: Run) -> None:
    assert run("completion", "tcsh").exit_code == 2


def test_commands_complete() -> None:
    assert completed(part="re") == ["rebuild", "report", "reports", "rejects"]


def test_report_names_complete() -> None:
    assert completed("report") == [report.name for report in definitions()]
    assert completed("report", part="genre-p") == ["genre-popularity", "genre-profit"]


def test_the_choices_of_a_filter_complete() -> None:
    assert completed("report", "--statistic", part="m") == ["median", "mean"]
    assert completed("report", "genre-profit", "--allocation") == ["full", "split"]


def test_the_columns_to_sort_by_are_those_of_the_report() -> None:
    columns = [column.name for column in definition("genre-profit").columns]
    assert completed("report", "genre-profit", "--sort") == columns
    assert completed("report", "--sort", part="sm") == ["small_sample"]


def test_tables_complete() -> None:
    assert completed("changes", "--table", part="movie_l") == ["movie_link"]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with two deliveries."""
    place = tmp_path_factory.mktemp("completion")
    with reelhouse.open(place / "w.duckdb", lake=place / "lake") as house:
        for label, seed in [("2026-9", 1), ("2026-11", 2)]:
            sample.write(place / label, scale=0.001, seed=seed)
            house.ingest(place / label, drop=label)
    return place / "lake"


@pytest.mark.parametrize(
    "words", [("changes",), ("rejects",), ("rebuild", "--as-of"), ("report", "x", "--as-of")]
)
def test_labels_complete(lake: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    command, *rest = words
    assert completed(command, "--lake", str(lake), *rest) == ["2026-9", "2026-11"]
    monkeypatch.setenv("REELHOUSE_LAKE", str(lake))
    assert completed(*words, part="2026-1") == ["2026-11"]


@pytest.mark.parametrize("place", ["nowhere", "s3://films/lake"])
def test_where_there_is_no_lake_at_hand_there_are_no_labels(place: str, tmp_path: Path) -> None:
    place = place if "://" in place else str(tmp_path / place)
    assert completed("changes", "--lake", place) == []
