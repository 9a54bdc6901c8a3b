"""What was asked before in the same words, answered before the application sees it.

The most of an answer that is there already would be spent on finding out what is asked. Who asks
is looked at as ever, and so is whether the state is still the current one.
"""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

from werkzeug.datastructures import EnvironHeaders
from werkzeug.http import parse_etags

from reelhouse.errors import ReelhouseError
from reelhouse.web.answering import marks
from reelhouse.web.kept import words_of
from reelhouse.web.problems import Problem
from reelhouse.web.tokens import Role
from reelhouse.web.watch import CALLER, SAFETY, Answered, id_of, record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from reelhouse.web.answering import Shared
    from reelhouse.web.kept import Kept, Known

_SAFE = tuple(SAFETY.items())


class Again:
    """A WSGI application in front of another one: it answers what that has answered before.

    Everything else is passed on: what was not asked before, what may not be asked, what fails.
    """

    def __init__(self, application: WSGIApplication, shared: Shared) -> None:
        self._application = application
        self._shared = shared
        # Python runs one thread at a time. Threads that each have a little to do lose more by
        # taking turns at it than by waiting for each other.
        self._turn = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        began = time.perf_counter()
        if environ["REQUEST_METHOD"] == "GET" and self._may_be_known(environ):
            with self._turn:
                try:
                    found = self._found(environ)
                except (Problem, ReelhouseError):
                    found = None
                if found is not None:
                    return self._answer(environ, start_response, found, began)
        return self._application(environ, start_response)

    def _may_be_known(self, environ: WSGIEnvironment) -> bool:
        current = self._shared.current
        return any(current.may_know(words_of(environ, role)) for role in Role)

    def _found(self, environ: WSGIEnvironment) -> tuple[Known, Kept | None] | None:
        """Which answer it is, with what is sent unless the asker has it; None where it is gone."""
        caller = self._shared.access.caller(EnvironHeaders(environ))
        # Who was let in is not asked again where the request is passed on: it counts once.
        environ[CALLER] = caller
        with self._shared.current.opened() as opened:
            known = opened.known(words_of(environ, caller.role))
            if known is None:
                return None
            if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(known.tag):
                return known, None
            kept = opened.kept(known.tag)
        return None if kept is None else (known, kept)

    def _answer(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        found: tuple[Known, Kept | None],
        began: float,
    ) -> Iterable[bytes]:
        known, kept = found
        request_id = id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        marked = marks(known.tag, is_open=self._shared.serving.is_open)
        headers = [*marked, *_SAFE, ("X-Request-Id", request_id)]
        if kept is not None:
            headers += kept.headers.items()
            headers += ("Content-Type", kept.media_type), ("Content-Length", str(len(kept.body)))
        start_response("200 OK" if kept else "304 NOT MODIFIED", headers)
        path, query = environ["PATH_INFO"].encode("latin-1").decode(), environ["QUERY_STRING"]
        answered = Answered(
            request_id=request_id,
            caller=environ[CALLER].name,
            method="GET",
            path=f"{path}?{query}" if query else path,
            status=200 if kept else 304,
            rows=kept.rows if kept else 0,
        )
        record(answered, known.route, time.perf_counter() - began, self._shared.metrics)
        return [kept.body] if kept else []
