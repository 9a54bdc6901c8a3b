"""What Lambda calls: `reelhouse.aws.handler.handle`.

An object that has come, a schedule, or somebody who asks in person, each goes through `House`.
An event may come twice, and two may be handled at once: the lake takes a delivery once, and one
load at a time writes the warehouse, so that the second finds nothing left to do.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Protocol, assert_never

from reelhouse.aws import bounds, events
from reelhouse.aws.environment import Environment
from reelhouse.aws.failures import Failures, is_passing
from reelhouse.aws.fargate import Fargate
from reelhouse.aws.inbox import Inbox
from reelhouse.aws.loads import Loads
from reelhouse.aws.log import Log
from reelhouse.aws.login import logged_in
from reelhouse.aws.months import months_before
from reelhouse.aws.services import Services
from reelhouse.aws.workplace import workplace
from reelhouse.errors import (
    DeliveryError,
    LateError,
    OutOfTimeError,
    ReelhouseError,
    TooLargeError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reelhouse.aws.inbox import Waiting


class Context(Protocol):
    """What Lambda tells of a call."""

    aws_request_id: str
    function_name: str
    invoked_function_arn: str

    def get_remaining_time_in_millis(self) -> int:
        """Until the call is ended."""


def handle(event: object, context: Context) -> dict[str, Any]:
    """Do what an event asks for; gives what became of it, as JSON has it.

    An error that may pass is raised, so that Lambda calls again, and in the end puts the event
    into the queue. One that will not pass is told and set aside at once, and the call ends well;
    to somebody who asks in person it is raised.
    """
    arn, request = context.invoked_function_arn, context.aws_request_id
    log = Log(sys.stdout, context.function_name, request)
    environment, services = Environment.of(os.environ), Services()
    failures = Failures(environment, services, log, arn, request)
    came, event = event, events.unwrapped(event)
    asked = request if events.is_direct(event) or event is not came else ""
    try:
        with workplace() as place, logged_in(environment, services) as url:
            now = bounds.of_call(
                place, environment, lambda: context.get_remaining_time_in_millis() / 1000
            )
            loads = Loads(environment, url, log, now)
            fargate = Fargate.of(environment, services, log, arn, asked)
            call = Call(environment, loads, log, fargate)
            return {"results": [each for one in events.read(event) for each in call.do(one)]}
    except Exception as error:
        failures.log(error)
        if is_passing(error) or events.is_direct(event) or not isinstance(error, ReelhouseError):
            raise
        return {"results": [failures.settle(event, error)]}


class Call:
    """Does what is asked for; without `fargate`, what is too large is refused."""

    def __init__(
        self, environment: Environment, loads: Loads, log: Log, fargate: Fargate | None
    ) -> None:
        self._environment = environment
        self._inbox = Inbox(environment.inbox, environment.settings.s3)
        self._loads = loads
        self._log = log
        self._fargate = fargate

    def do(self, request: events.Request) -> list[dict[str, Any]]:
        """What became of each delivery that a request is about."""
        match request:
            case events.Arrival():
                return [self._arrived(request)]
            case events.Look():
                return self._looked(request)
            case events.Ingest():
                return [self._load(request.source, request.label, request.terms)]
            case events.Backfill():
                return self._backfilled(request)
            case _:
                assert_never(request)

    def _arrived(self, arrival: events.Arrival) -> dict[str, Any]:
        name = self._inbox.name_of(arrival.bucket, arrival.key)
        if name is None:
            return self._left("ignored", source=f"s3://{arrival.bucket}/{arrival.key}")
        waiting = self._inbox.delivery(name)
        if waiting.missing:
            return self._left("waiting", source=waiting.source, missing=waiting.missing)
        return self._load_waiting(waiting)

    def _looked(self, look: events.Look) -> list[dict[str, Any]]:
        month = look.at
        if not isinstance(month, str):
            month = months_before(month, self._environment.zone, self._environment.months_behind)
        come = [each for each in self._inbox.deliveries() if (each.label or "").startswith(month)]
        whole = [each for each in come if not each.missing]
        if not whole:
            lacks = "".join(
                f"; of {each.source} there is no {', '.join(each.missing)} yet" for each in come
            )
            raise LateError(
                f"{self._inbox}: the delivery of {month} has not come{lacks}; ask the provider for "
                "it. It is loaded when it comes"
            )
        return [self._load_waiting(each) for each in whole]

    def _backfilled(self, backfill: events.Backfill) -> list[dict[str, Any]]:
        """One after the other: a function may not share memory with processes of its own."""
        come = {each.label: each for each in self._inbox.deliveries() if not each.missing}
        if absent := [label for label in backfill.labels if label not in come]:
            raise DeliveryError(
                f"{self._inbox}: has no whole delivery {', '.join(absent)}; there are "
                f"{', '.join(sorted(filter(None, come))) or 'none'}"
            )
        results: list[dict[str, Any]] = []
        for label in backfill.labels:
            try:
                results.append(self._load(come[label].source, label, backfill.terms, results))
            except TooLargeError as error:
                if not results:
                    raise
                # The next call goes on from here.
                results.append(self._left("left", label=label, reason=str(error)))
        return results

    def _load_waiting(self, waiting: Waiting) -> dict[str, Any]:
        if waiting.label is None:
            raise DeliveryError(
                f"{waiting.source}: its name tells no month, such as 2026-11; rename it, or call "
                f'the function with {{"ingest": "{waiting.source}", "drop": "2026-11"}}'
            )
        return self._load(waiting.source, waiting.label, {})

    def _load(
        self,
        source: str,
        label: str | None,
        terms: Mapping[str, Any],
        before: Sequence[object] = (),
    ) -> dict[str, Any]:
        """Load a delivery, or hand it over; TooLargeError where it can be neither.

        It is OutOfTimeError, and the delivery stays, where those that came `before` it in the same
        call have used up its time.
        """
        try:
            return self._loads.load(source, label, terms)
        except TooLargeError as error:
            is_left = before and isinstance(error, OutOfTimeError)
            if self._fargate is None or is_left:
                raise
            return self._fargate.hand_over(source, label, terms, str(error))

    def _left(self, outcome: str, **said: Any) -> dict[str, Any]:
        self._log.write(outcome, said)
        return {"outcome": outcome, **said}
