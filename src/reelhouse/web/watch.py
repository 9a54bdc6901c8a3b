"""What happens around every request: its id, who asks, the headers of safety, a line in the log."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from flask import g, request

from reelhouse.web.answering import shared

if TYPE_CHECKING:
    from flask import Flask, Response

    from reelhouse.web.metrics import Metrics

_REQUEST_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_log = logging.getLogger(__name__)

# Whatever an answer holds, a browser loads nothing for it from elsewhere, and runs no script that
# does not come from here.
SAFETY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
CALLER = "reelhouse.caller"
"""Where a WSGI environment has who asks, once that is known: no header can have this name."""
UNGUARDED = frozenset({"operations.healthz", "operations.readyz", "docs.page", "docs.document"})
"""Endpoints that ask for no token: they tell nothing of the data."""


class Answered(TypedDict):
    """What the log says of a request."""

    request_id: str
    caller: str
    method: str
    path: str
    status: int
    rows: int


def watch(app: Flask) -> None:
    """Have every request of an application watched."""
    app.before_request(_begin)
    app.after_request(_end)


def log_to_stderr() -> None:
    """Write the log to stderr, a JSON object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logger = logging.getLogger("reelhouse")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


class Lines(logging.Formatter):
    """A record as a line of JSON; `extra={"told": {...}}` stands in it by name."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: time in UTC, level, message, and what else is told."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line |= getattr(record, "told", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = id_of(request.headers.get("X-Request-Id", ""))
    is_guarded = request.endpoint not in UNGUARDED and request.endpoint != "static"
    let_in = request.environ.get(CALLER)
    g.caller = let_in or (shared().access.caller(request.headers) if is_guarded else None)


def _end(response: Response) -> Response:
    response.headers.extend(SAFETY)
    response.headers["X-Request-Id"] = g.request_id
    answered = Answered(
        request_id=g.request_id,
        caller=g.caller.name if g.get("caller") else "",
        method=request.method,
        path=request.full_path.rstrip("?"),
        status=response.status_code,
        rows=g.get("rows", 0),
    )
    route = request.url_rule.rule if request.url_rule else "unknown"
    record(answered, route, time.perf_counter() - g.began, shared().metrics)
    return response


def id_of(said: str) -> str:
    """The id of a request: what it says itself, if that can be one, else a new one."""
    return said if _REQUEST_ID.fullmatch(said) else uuid.uuid4().hex


def record(answered: Answered, route: str, seconds: float, metrics: Metrics) -> None:
    """Count a request that was answered after so many seconds, and write it into the log."""
    metrics.count(route, answered["status"], seconds, answered["rows"])
    told = {**answered, "milliseconds": round(seconds * 1000, 2)}
    _log.info("request", extra={"told": told})
