"""Progress as events: a JSON object a line, for programs that watch a load."""

from __future__ import annotations

import io
import json

from reelhouse.events import EventProgress


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


def test_a_stage_that_an_error_ended_is_told_once_as_unfinished() -> None:
    stream = io.StringIO()
    progress = EventProgress(stream)
    progress.start("credits", "literals", None)
    assert progress.unfinished() == ["literals credits"]
    assert progress.unfinished() == []
    assert stream.getvalue() == ""
