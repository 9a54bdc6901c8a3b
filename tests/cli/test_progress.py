from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import Console

from reelhouse.cli.live import LiveProgress
from reelhouse.cli.progress import LineProgress, display, finished

if TYPE_CHECKING:
    import pytest


def test_a_finished_stage_is_told_with_what_is_known() -> None:
    line = finished("ratings", "read", 710_000_000, 26_024_289, 4.0)
    assert line == "ratings          read         4.0 s  710.0 MB at 177.5 MB/s  26,024,289 rows"
    assert finished("warehouse", "marts", 0, 0, 0.5) == "warehouse        marts        0.5 s"


def test_elsewhere_there_is_a_line_for_each_stage_that_is_done() -> None:
    stream = io.StringIO()
    progress = LineProgress(stream)
    progress.start("ratings", "read", 100)
    progress.advance(60, 3)
    progress.advance(40, 2)
    assert stream.getvalue() == ""
    progress.finish()
    progress.start("ratings", "tables", None)
    progress.finish()
    first, second = stream.getvalue().splitlines()
    assert re.fullmatch(r"ratings +read +0\.\d s  100 B at .*/s  5 rows", first)
    assert re.fullmatch(r"ratings +tables +0\.\d s", second)


def test_a_stage_that_failed_is_not_told_as_done() -> None:
    stream = io.StringIO()
    progress = LineProgress(stream)
    progress.start("ratings", "read", 100)
    progress.finish()
    progress.finish()
    assert stream.getvalue().count("\n") == 1


def test_without_a_terminal_the_display_is_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with display() as progress:
        progress.start("links", "read", None)
        progress.advance(10, 1)
        progress.finish()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(r"[\x20-\x7e]+\n", captured.err)


def test_on_a_terminal_the_open_stage_moves_and_the_finished_ones_stay() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=120)
    with LiveProgress(console) as progress:
        progress.start("ratings", "read", 1000)
        progress.advance(250, 7)
        progress._progress.refresh()
        moving = stream.getvalue()
        progress.finish()
    assert "ratings read" in moving
    assert "250 B of 1.0 kB" in moving
    assert "7 rows" in moving
    done = stream.getvalue()[len(moving) :]
    assert re.search(r"ratings +read +0\.\d s  250 B", done)
