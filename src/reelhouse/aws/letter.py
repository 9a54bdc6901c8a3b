"""An event with the call that it comes from, in the form in which Lambda puts it into a queue.

A task on Fargate is started with one, and what cannot be done is set aside as one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from reelhouse.errors import UsageError

_FUNCTION_PART = 6
_NO_FUNCTION = "task"


@dataclass(frozen=True)
class Letter:
    """An event; `arn` is that of the function, `request` what the call of it is known by."""

    event: object
    arn: str
    request: str

    @classmethod
    def read(cls, text: str, request: str) -> Self:
        """The letter that a text is, or one with the event that it is, which is of no call.

        `request` is for one that has none. Raises UsageError for what is no JSON.
        """
        try:
            held = json.loads(text)
        except ValueError as error:
            raise UsageError(f"expected an event as JSON, found {text[:100]!r}") from error
        if not isinstance(held, dict) or "requestPayload" not in held:
            return cls(held, "", request)
        context = held.get("requestContext") or {}
        return cls(
            held["requestPayload"],
            str(context.get("functionArn") or ""),
            str(context.get("requestId") or request),
        )

    @property
    def function(self) -> str:
        """The name of the function, which its figures are told under."""
        parts = self.arn.split(":")
        return parts[_FUNCTION_PART] if len(parts) > _FUNCTION_PART else _NO_FUNCTION

    def order(self) -> str:
        """What a task is started with."""
        return self._text({"requestContext": self._context()})

    def complaint(self, error: BaseException, condition: str) -> str:
        """What is put into the queue; `condition` says how it has come to that."""
        failed = {"errorType": type(error).__name__, "errorMessage": str(error)}
        return self._text(
            {
                "version": "1.0",
                "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "requestContext": {**self._context(), "condition": condition},
                "responsePayload": failed,
            }
        )

    def _context(self) -> dict[str, Any]:
        return {"requestId": self.request, "functionArn": self.arn}

    def _text(self, said: dict[str, Any]) -> str:
        return json.dumps({**said, "requestPayload": self.event}, ensure_ascii=False)
