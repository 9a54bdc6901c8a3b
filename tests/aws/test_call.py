"""A call does as much of what it is asked for as its time is enough for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from tests.aws.function import NAME

from reelhouse.aws.environment import Environment
from reelhouse.aws.events import Backfill
from reelhouse.aws.handler import Call
from reelhouse.aws.inbox import Inbox, Waiting
from reelhouse.aws.loads import Loads
from reelhouse.aws.log import Log
from reelhouse.errors import TooLargeError

if TYPE_CHECKING:
    from pathlib import Path


def test_months_for_which_the_time_of_a_call_is_too_short_are_left_to_the_next_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded: list[str | None] = []

    def load(self: Loads, source: str, label: str | None, terms: object) -> dict[str, Any]:
        if len(loaded) == 2:
            raise TooLargeError("of which 5 seconds are left")
        loaded.append(label)
        return {"outcome": "loaded", "label": label}

    labels = ["2026-08", "2026-09", "2026-10", "2026-11"]
    come = [Waiting(f"{each}.zip", f"s3://films/deliveries/{each}.zip") for each in labels]
    monkeypatch.setattr(Inbox, "deliveries", lambda _: come)
    monkeypatch.setattr(Loads, "load", load)
    place = {"REELHOUSE_LAKE": "s3://films/lake", "REELHOUSE_INBOX": "s3://films/deliveries/"}
    environment, log = Environment.of(place), Log(io.StringIO(), NAME, "request-1")
    call = Call(environment, Loads(environment, "", log, tmp_path, lambda: 5.0), log)
    results = call.do(Backfill(tuple(labels), {}))
    assert [(each["outcome"], each["label"]) for each in results] == [
        ("loaded", "2026-08"),
        ("loaded", "2026-09"),
        ("left", "2026-10"),
        ("left", "2026-11"),
    ]
    loaded[:] = ["2026-08", "2026-09"]
    with pytest.raises(TooLargeError):
        call.do(Backfill(("2026-11",), {}))
