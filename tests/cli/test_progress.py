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
    reading = progress.start("ratings", "read", 100)
    reading.advance(60, 3)
    reading.advance(40, 2)
    assert stream.getvalue() == ""
    reading.finish()
    progress.start("ratings", "tables", None).finish()
    first, second = stream.getvalue().splitlines()
    assert re.fullmatch(r"ratings +read +0\.\d s  100 B at .*/s  5 rows", first)
    assert re.fullmatch(r"ratings +tables +0\.\d s", second)


def test_stages_that_are_open_at_once_are_told_apart() -> None:
    stream = io.StringIO()
    progress = LineProgress(stream)
    ratings = progress.start("ratings", "read", 100)
    links = progress.start("links", "read", 10)
    ratings.advance(60, 3)
    links.advance(10, 1)
    links.finish()
    ratings.advance(40, 2)
    ratings.finish()
    first, second = stream.getvalue().splitlines()
    assert re.fullmatch(r"links +read +0\.\d s  10 B at .*/s  1 row", first)
    assert re.fullmatch(r"ratings +read +0\.\d s  100 B at .*/s  5 rows", second)


def test_a_stage_that_failed_is_not_told_as_done() -> None:
    stream = io.StringIO()
    LineProgress(stream).start("ratings", "read", 100).advance(60, 3)
    assert stream.getvalue() == ""


def test_without_a_terminal_the_display_is_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with display("ingest") as progress:
        reading = progress.start("links", "read", None)
        reading.advance(10, 1)
        reading.finish()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(r"[\x20-\x7e]+\n", captured.err)


def test_on_a_terminal_the_open_stages_move_and_the_finished_ones_stay() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=120)
    with LiveProgress(console) as progress:
        ratings = progress.start("ratings", "read", 1000)
        films = progress.start("movies_metadata", "tables", None)
        ratings.advance(250, 7)
        progress._progress.refresh()
        moving = stream.getvalue()
        films.finish()
        progress._progress.refresh()
        one_done = stream.getvalue()[len(moving) :]
        ratings.finish()
    assert "ratings read" in moving
    assert "250 B of 1.0 kB" in moving
    assert "7 rows" in moving
    assert "movies_metadata tables" in moving
    assert re.search(r"movies_metadata +tables +0\.\d s", one_done)
    assert "ratings read" in one_done
    done = stream.getvalue()[len(moving) + len(one_done) :]
    assert re.search(r"ratings +read +0\.\d s  250 B", done)
