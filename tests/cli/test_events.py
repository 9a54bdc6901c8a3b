"""Progress as events: a JSON object a line, for programs that watch a load."""

from __future__ import annotations

import io
import json

import pytest

from reelhouse.cli.events import EventProgress, log_form
from reelhouse.errors import UsageError


def test_each_stage_that_is_done_is_an_event() -> None:
    stream = io.StringIO()
    progress = EventProgress(stream)
    read = progress.start("credits", "read", 100)
    progress.start("ratings", "read", 100)
    read.advance(60, 2)
    read.advance(40, 1)
    read.finish()
    [line] = stream.getvalue().splitlines()
    event = json.loads(line)
    assert event.pop("time").endswith("+00:00")
    assert event.pop("seconds") >= 0
    assert event == {
        "event": "stage",
        "file": "credits",
        "stage": "read",
        "bytes": 100,
        "rows": 3,
    }


def test_the_environment_says_how_progress_is_told() -> None:
    assert log_form({}) == log_form({"REELHOUSE_LOG": ""}) == "text"
    assert log_form({"REELHOUSE_LOG": "json"}) == "json"
    with pytest.raises(UsageError, match="REELHOUSE_LOG says 'xml'; set it to text or json"):
        log_form({"REELHOUSE_LOG": "xml"})
