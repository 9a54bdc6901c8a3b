"""Which errors Lambda shall try again, and what becomes of the others."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from reelhouse import errors
from reelhouse.aws.environment import Environment
from reelhouse.aws.failures import Failures, is_passing
from reelhouse.aws.log import Log
from reelhouse.aws.services import Services
from reelhouse.errors import (
    BusyError,
    DeliveryError,
    LateError,
    LockedError,
    ReelhouseError,
    TakenError,
    TransientError,
    UnreachableError,
)

PASSING = {BusyError, LockedError, TakenError, TransientError, UnreachableError}
ADDRESSES = {"REELHOUSE_LAKE": "s3://films/lake", "REELHOUSE_INBOX": "s3://films/deliveries"}


class Told(Services):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, queue: str, text: str) -> None:
        self.sent.append((queue, json.loads(text)))

    def publish(self, topic: str, subject: str, text: str) -> None:
        self.sent.append((topic, subject, text))


def failures(services: Services, **more: str) -> Failures:
    log = Log(io.StringIO(), "load", "request-1")
    return Failures(Environment.of({**ADDRESSES, **more}), services, log, "arn", "request-1")


@pytest.mark.parametrize(
    "kind",
    [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, ReelhouseError)
    ],
)
def test_what_may_pass_is_a_store_that_is_away_or_somebody_else_at_work(
    kind: type[ReelhouseError],
) -> None:
    assert is_passing(kind("x")) == (kind in PASSING)


def test_what_nobody_has_foreseen_is_tried_again() -> None:
    assert is_passing(MemoryError())


def test_without_a_queue_a_failure_is_raised_and_without_a_topic_a_late_delivery() -> None:
    services = Told()
    with pytest.raises(DeliveryError):
        failures(services, REELHOUSE_NOTICES="topic").settle({}, DeliveryError("x"))
    with pytest.raises(LateError):
        failures(services, REELHOUSE_DEAD_LETTERS="queue").settle({}, LateError("x"))
    assert services.sent == []


def test_a_failure_is_kept_with_its_event_where_nobody_is_told_of_it() -> None:
    services = Told()
    failures(services, REELHOUSE_DEAD_LETTERS="queue").settle({"look": "x"}, DeliveryError("why"))
    [(queue, letter)] = services.sent
    assert queue == "queue"
    assert letter["requestPayload"] == {"look": "x"}
    assert letter["requestContext"]["requestId"] == "request-1"
    assert letter["requestContext"]["condition"] == "Terminal"
    assert letter["responsePayload"] == {"errorType": "DeliveryError", "errorMessage": "why"}


def test_what_might_have_passed_is_kept_as_what_was_tried_in_vain() -> None:
    services = Told()
    failures(services, REELHOUSE_DEAD_LETTERS="queue").settle({}, LockedError("who"))
    [(_, letter)] = services.sent
    assert letter["requestContext"]["condition"] == "RetriesExhausted"
