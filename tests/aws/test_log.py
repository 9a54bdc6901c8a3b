"""Lines of JSON, one for each stage, and figures as CloudWatch finds them in lines."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any

from reelhouse.aws.log import UNITS, Log
from reelhouse.progress import stage


def made() -> tuple[Log, io.StringIO]:
    stream = io.StringIO()
    return Log(stream, "load", "request-1"), stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_when_what_and_for_which_call() -> None:
    log, stream = made()
    log.write("begun", {"source": "s3://films/Amélie\n.zip"})
    [line] = lines(stream)
    assert datetime.fromisoformat(line.pop("time")).tzinfo is not None
    assert line == {
        "level": "INFO",
        "event": "begun",
        "requestId": "request-1",
        "source": "s3://films/Amélie\n.zip",
    }


def test_a_stage_has_a_line_when_it_is_done() -> None:
    log, stream = made()
    with stage(log, "read", "ratings") as reading:
        reading.advance(100, 3)
        reading.advance(50, 2)
        assert lines(stream) == []
    [line] = lines(stream)
    assert (line["event"], line["stage"], line["file"]) == ("stage", "read", "ratings")
    assert (line["bytes"], line["rows"]) == (150, 5)
    assert line["seconds"] >= 0
    assert line["requestId"] == "request-1"


def test_figures_stand_in_the_line_as_the_embedded_metric_format_has_them() -> None:
    log, stream = made()
    log.measure("loaded", {"LoadsDone": 1, "LoadSeconds": 2.5}, {"label": "2026-11"})
    [line] = lines(stream)
    [directive] = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "Reelhouse"
    assert all(line[name] for names in directive["Dimensions"] for name in names)
    assert [(each["Name"], line[each["Name"]]) for each in directive["Metrics"]] == [
        ("LoadsDone", 1),
        ("LoadSeconds", 2.5),
    ]
    assert all(each["Unit"] == UNITS[each["Name"]] for each in directive["Metrics"])
    assert isinstance(line["_aws"]["Timestamp"], int)
    assert (line["event"], line["label"], line["Function"]) == ("loaded", "2026-11", "load")
