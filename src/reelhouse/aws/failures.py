"""What becomes of a call that cannot be done: tried again by Lambda, or told and set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reelhouse.aws.letter import Letter
from reelhouse.errors import (
    BusyError,
    LateError,
    LockedError,
    ReelhouseError,
    TakenError,
    UnreachableError,
)

if TYPE_CHECKING:
    from reelhouse.aws.environment import Environment
    from reelhouse.aws.log import Log
    from reelhouse.aws.services import Services

_PASSING = (UnreachableError, LockedError, BusyError, TakenError)
_RUN_BOOK = "docs/how-to/runbook-aws.md"


def is_passing(error: BaseException) -> bool:
    """Whether the same call may succeed a minute later.

    What is no error of Reelhouse's counts as such: nobody knows.
    """
    return isinstance(error, _PASSING) or not isinstance(error, ReelhouseError)


class Failures:
    """Tells people, and keeps the event for when its cause is gone.

    `arn` and `request` are what Lambda calls this function and this call of it.
    """

    def __init__(
        self, environment: Environment, services: Services, log: Log, arn: str, request: str
    ) -> None:
        self._environment = environment
        self._services = services
        self._log = log
        self._arn = arn
        self._request = request

    def settle(self, event: object, error: BaseException) -> dict[str, Any]:
        """See to an error after which nothing is tried again; gives the outcome.

        A late delivery is told to the topic: there is no event to keep, since the next one comes
        with the delivery. All else goes to the queue as well, in the form in which Lambda itself
        puts a call there that has failed too often. Where there is nobody to tell, the error is
        raised again.
        """
        is_late = isinstance(error, LateError)
        if self._environment.notices is None if is_late else self._environment.dead_letters is None:
            raise error
        if not is_late and self._environment.dead_letters:
            condition = "RetriesExhausted" if is_passing(error) else "Terminal"
            letter = Letter(event, self._arn, self._request).complaint(error, condition)
            self._services.send(self._environment.dead_letters, letter)
        if self._environment.notices:
            subject = "Reelhouse: a delivery is late" if is_late else "Reelhouse: a load failed"
            text = f"{error}\n\nWhat to do: {_RUN_BOOK}\nRequest: {self._request}\n"
            self._services.publish(self._environment.notices, subject, text)
        return {"outcome": "late" if is_late else "failed", "error": _kind(error)}

    def log(self, error: BaseException) -> None:
        """A line for an error, with the figure that an alarm watches."""
        said = {"error": _kind(error), "message": str(error), "during": self._log.unfinished()}
        if isinstance(error, LateError):
            self._log.measure("late", {"DeliveriesLate": 1}, said, "ERROR")
        elif is_passing(error):
            self._log.write("interrupted", said, "WARN")
        else:
            self._log.measure("failed", {"LoadsFailed": 1}, said, "ERROR")


def _kind(error: BaseException) -> str:
    return type(error).__name__
