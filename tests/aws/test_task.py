"""What a task tries again, and what it ends with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reelhouse.aws.loads import Loads
from reelhouse.aws.services import Services
from reelhouse.aws.task import PAUSES_SECONDS, UNEXPECTED, run
from reelhouse.errors import (
    DeliveryError,
    LockedError,
    ReelhouseError,
    UnreachableError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLES = {
    "REELHOUSE_LAKE": "s3://films/lake",
    "REELHOUSE_INBOX": "s3://films/deliveries",
    "REELHOUSE_WAREHOUSE": "postgresql://films.example.com/films",
    "REELHOUSE_DEAD_LETTERS": "queue",
}
ORDER = json.dumps({"ingest": "s3://films/2026-11.zip", "drop": "2026-11"})


def never(seconds: float) -> None:
    raise AssertionError(f"it waits {seconds} seconds")


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is put into the queue."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(Services, "send", lambda _self, _queue, text: sent.append(json.loads(text)))
    return sent


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Has the first loads fail with these errors; gives the sources of all that are tried."""

    def fail(*errors: BaseException) -> list[str]:
        left, tried = list(errors), []

        def load(_self: Loads, source: str, _label: str, _terms: object) -> None:
            tried.append(source)
            if left:
                raise left.pop(0)

        monkeypatch.setattr(Loads, "load", load)
        return tried

    return fail


@pytest.mark.usefixtures("letters")
def test_what_may_pass_is_tried_again_after_a_while(failing: Callable[..., list[str]]) -> None:
    tried, pauses = failing(UnreachableError("x"), MemoryError("y")), list[float]()
    assert run(ORDER, VARIABLES, pauses.append) == 0
    assert tried == ["s3://films/2026-11.zip"] * 3
    assert pauses == list(PAUSES_SECONDS[:2])


@pytest.mark.parametrize(
    ("error", "code"), [(LockedError("who"), 10), (OSError("what"), UNEXPECTED)]
)
def test_it_is_tried_so_many_times_and_no_more(
    letters: list[dict[str, Any]],
    failing: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
) -> None:
    attempts = len(PAUSES_SECONDS) + 1
    tried, pauses = failing(*[error] * attempts), list[float]()
    assert run(ORDER, VARIABLES, pauses.append) == code
    assert len(tried) == attempts
    assert pauses == list(PAUSES_SECONDS)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in lines] == ["interrupted"] * attempts
    [letter] = letters
    assert letter["requestContext"]["condition"] == "RetriesExhausted"
    assert letter["responsePayload"]["errorMessage"] == str(error)
    assert letter["requestPayload"] == json.loads(ORDER)


def test_what_will_not_pass_is_tried_once(
    letters: list[dict[str, Any]], failing: Callable[..., list[str]]
) -> None:
    tried, pauses = failing(DeliveryError("x")), list[float]()
    assert run(ORDER, VARIABLES, pauses.append) == DeliveryError.exit_code
    assert (len(tried), pauses, len(letters)) == (1, [], 1)


@pytest.mark.parametrize(
    "event", [{"look": "2026-11"}, {"backfill": ["2026-10"]}, {"ingest": 5}, {}]
)
def test_an_order_for_anything_else_than_a_delivery_is_refused(
    letters: list[dict[str, Any]], failing: Callable[..., list[str]], event: dict[str, Any]
) -> None:
    tried = failing()
    assert run(json.dumps(event), VARIABLES, never) == UsageError.exit_code
    assert tried == []
    assert [each["requestPayload"] for each in letters] == [event]


def test_a_failure_that_nobody_can_be_told_of_ends_with_1_for_the_rule_that_watches(
    failing: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: Services, queue: str, _text: str) -> None:
        raise UnreachableError(queue)

    failing(DeliveryError("x"))
    monkeypatch.setattr(Services, "send", away)
    assert run(ORDER, VARIABLES, never) == 1


def test_without_a_queue_the_exit_code_tells(failing: Callable[..., list[str]]) -> None:
    failing(DeliveryError("x"))
    assert run(ORDER, {**VARIABLES, "REELHOUSE_DEAD_LETTERS": ""}, never) == 3


@pytest.mark.parametrize(
    ("order", "variables"), [("2026-11.zip", VARIABLES), (ORDER, {"REELHOUSE_LAKE": "lake"})]
)
def test_where_there_is_nothing_to_tell_it_with_an_error_is_raised(
    order: str, variables: dict[str, str]
) -> None:
    with pytest.raises(ReelhouseError):
        run(order, variables, never)
