"""A call does as much of what it is asked for as it can, and hands over what it never could."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from tests.aws.function import NAME

from reelhouse.aws.environment import Environment
from reelhouse.aws.events import Backfill, Ingest
from reelhouse.aws.fargate import Fargate
from reelhouse.aws.handler import Call
from reelhouse.aws.inbox import Inbox, Waiting
from reelhouse.aws.loads import Loads
from reelhouse.aws.log import Log
from reelhouse.errors import OutOfTimeError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = {"REELHOUSE_LAKE": "s3://films/lake", "REELHOUSE_INBOX": "s3://films/deliveries/"}
LABELS = ("2026-08", "2026-09", "2026-10", "2026-11")


class Scripted(Loads):
    """Loads but for labels for which there is an error."""

    def __init__(self, errors: Mapping[str, TooLargeError]) -> None:
        self._errors = errors

    def load(self, source: str, label: str | None, terms: Mapping[str, Any]) -> dict[str, Any]:
        if error := self._errors.get(str(label)):
            raise error
        return {"outcome": "loaded", "source": source, "label": label, **terms}


class Taken(Fargate):
    """Takes what is handed over, and starts nothing."""

    def __init__(self) -> None:
        pass

    def hand_over(
        self, source: str, label: str | None, terms: Mapping[str, Any], reason: str
    ) -> dict[str, Any]:
        given = {"source": source, "label": label, **terms}
        return {"outcome": "handed over", **given, "reason": reason}


@pytest.fixture(autouse=True)
def come(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [Waiting(f"{each}.zip", f"s3://films/deliveries/{each}.zip") for each in LABELS]
    monkeypatch.setattr(Inbox, "deliveries", lambda _: waiting)


def outcomes(
    errors: Mapping[str, TooLargeError], *, fargate: Fargate | None = None
) -> list[tuple[str, str]]:
    log = Log(io.StringIO(), NAME, "request-1")
    call = Call(Environment.of(PLACE), Scripted(errors), log, fargate)
    return [(each["label"][-2:], each["outcome"]) for each in call.do(Backfill(LABELS, {}))]


def test_months_for_which_the_time_of_a_call_is_too_short_are_left_to_the_next_one() -> None:
    late = dict.fromkeys(LABELS[2:], OutOfTimeError("of which 5 seconds are left"))
    wanted = [("08", "loaded"), ("09", "loaded"), ("10", "left"), ("11", "left")]
    assert outcomes(late) == wanted
    assert outcomes(late, fargate=Taken()) == wanted


def test_a_month_for_which_no_call_is_long_enough_is_handed_over_and_the_others_go_on() -> None:
    large = {"2026-09": TooLargeError("of disk")}
    assert outcomes(large, fargate=Taken()) == [
        ("08", "loaded"),
        ("09", "handed over"),
        ("10", "loaded"),
        ("11", "loaded"),
    ]


def test_the_first_month_is_never_left_since_the_next_call_could_do_no_more() -> None:
    late = {"2026-08": OutOfTimeError("of which 5 seconds are left")}
    assert outcomes(late, fargate=Taken())[0] == ("08", "handed over")
    with pytest.raises(TooLargeError):
        outcomes(late)


def test_without_a_task_a_month_that_is_too_large_is_refused() -> None:
    assert outcomes({"2026-09": TooLargeError("of disk")})[1] == ("09", "left")
    log = Log(io.StringIO(), NAME, "request-1")
    call = Call(Environment.of(PLACE), Scripted({"x": TooLargeError("of disk")}), log, None)
    with pytest.raises(TooLargeError):
        call.do(Ingest("s3://films/x.zip", "x", {}))
