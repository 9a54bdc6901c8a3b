from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from reelhouse.cli.main import cli
from reelhouse.reports.catalog import definition, definitions

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert completed(part="re") == ["report", "reports", "rejects"]


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
