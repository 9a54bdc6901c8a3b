"""What goes wrong, as problem documents of RFC 9457: the one place that knows their statuses."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from reelhouse.errors import (
    BusyError,
    ContradictionError,
    DeniedError,
    LakeError,
    LockedError,
    MissingExtraError,
    NotFoundError,
    ReelhouseError,
    StoppedError,
    UnreachableError,
    UsageError,
    WarehouseError,
)
from reelhouse.output.json import encode
from reelhouse.output.text import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

MEDIA_TYPE = "application/problem+json"

_DETAIL_CHARACTERS = 2_000
_FOR_PROGRAMS = ("/api/", "/charts/", "/search/suggestions", "/metrics", "/healthz", "/readyz")
_RETRY = {"Retry-After": "1"}

# The first that an error is of. Where the text is None the error's own is shown: it is about what
# was asked. The others tell of this machine, which is for the log alone.
_STATUSES: tuple[tuple[type[ReelhouseError], int, str | None], ...] = (
    (NotFoundError, 404, None),
    (ContradictionError, 422, None),
    (UsageError, 400, None),
    (MissingExtraError, 406, "this format is not installed here; choose another one"),
    (BusyError, 503, "as many questions are being answered as may be; ask again in a moment"),
    (StoppedError, 504, "the answer took too long and was given up; narrow it with filters"),
    (DeniedError, 403, "the warehouse lets this service see the reports alone"),
    (LockedError, 503, "the warehouse is being written; ask again in a moment"),
    (UnreachableError, 503, "the warehouse or the lake cannot be reached now; ask again later"),
    (WarehouseError, 503, "the warehouse cannot be read now; ask again later"),
    (LakeError, 503, "the lake cannot be read now; ask again later"),
)

_log = logging.getLogger(__name__)


class Problem(Exception):  # noqa: N818 the word of RFC 9457
    """An answer that says why there is none; `members` stand in the document beside the detail."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **members: object,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members

    def response(self) -> Response:
        """The document: title, status, detail, the request's id, and the members."""
        document = {
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": shortened(self.detail, _DETAIL_CHARACTERS),
            **self.members,
            "request_id": g.get("request_id"),
        }
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(f"{encode(document)}\n", self.status, headers, content_type=MEDIA_TYPE)

    def page(self) -> Response:
        """The same for people, with what they can do next."""
        text = render_template(
            "problem.html",
            title=HTTPStatus(self.status).phrase,
            detail=shortened(self.detail, _DETAIL_CHARACTERS),
            status=self.status,
            again=self._again(),
            request_id=g.get("request_id"),
        )
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(text, self.status, headers, content_type="text/html; charset=utf-8")

    def _again(self) -> str | None:
        """The address without the parameter that was wrong."""
        given = request.args.to_dict(flat=False)
        if self.members.get("parameter") not in given:
            return None
        others = {name: texts for name, texts in given.items() if name != self.members["parameter"]}
        return f"{request.path}?{urlencode(others, doseq=True)}"


def problem_of(error: Exception) -> Problem:
    """The problem that an error is to whoever asked."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        kept = {
            name: value
            for name, value in error.get_headers()
            if name in {"Allow", "Retry-After", "Location"}
        }
        return Problem(error.code or 500, error.description or error.name, headers=kept)
    for kind, status, text in _STATUSES:
        if isinstance(error, kind):
            headers = _RETRY if status == HTTPStatus.SERVICE_UNAVAILABLE else None
            return Problem(status, text or str(error), headers=headers)
    return Problem(500, "something unexpected happened; the log says what, by the request's id")


def answer_problems(app: Flask) -> None:
    """Have every error answered: with a problem document, or a page where people asked."""

    def answer(error: Exception) -> Response:
        problem = problem_of(error)
        if isinstance(error, HTTPException) and error.response is not None:
            raise error
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            unexpected = problem.status == HTTPStatus.INTERNAL_SERVER_ERROR
            _log.error("%s", error, exc_info=error if unexpected else None)
        return problem.page() if _people_ask() else problem.response()

    app.register_error_handler(Exception, answer)


def _people_ask() -> bool:
    """Whether the answer is for a browser's window rather than for a program."""
    if request.path.startswith(_FOR_PROGRAMS):
        return False
    return request.accept_mimetypes.best_match([MEDIA_TYPE, "text/html"]) == "text/html"
