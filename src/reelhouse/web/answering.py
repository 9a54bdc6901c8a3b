"""From a question to a response: nothing is asked of a warehouse that the asker knows already."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from flask import Response, current_app, g, request

from reelhouse.output import FORMATS
from reelhouse.web.asked import JSON
from reelhouse.web.kept import Kept, Known, gathered, words_of
from reelhouse.web.paging import DIGITS, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from reelhouse.house import House
    from reelhouse.output import Answer, Format
    from reelhouse.web.access import Access
    from reelhouse.web.asked import Asked
    from reelhouse.web.current import Current, Opened
    from reelhouse.web.metrics import Metrics
    from reelhouse.web.past import Past
    from reelhouse.web.serving import Serving

    Make = Callable[[House, str], tuple[Kept, Iterator[bytes] | None]]

EXTENSION = "reelhouse"


@dataclass(frozen=True)
class Shared:
    """What all requests of an application share.

    `edition` tells this program from others, which could give another form to the same answer.
    """

    edition: str
    serving: Serving
    current: Current
    past: Past
    access: Access
    metrics: Metrics


def shared() -> Shared:
    """What the requests of this application share."""
    return cast("Shared", current_app.extensions[EXTENSION])


def fresh(what: str, make: Make, asked: Asked) -> Response:
    """The answer to `what` was asked, as the state that is current has it.

    `make` puts it together from a house and the id of its state: whole, or with a body that comes
    in pieces. It is not called where the asker has the answer already, or another one had it; it
    is called again where a load has published meanwhile.
    """
    while True:
        with shared().current.opened() as opened:
            past = shared().past
            state = opened.standing.state_id if asked.as_of is None else past.state_id(asked.as_of)
            asked.page.require_state(state)
            page = (asked.form.name, asked.page.start, asked.page.limit)
            tag = digest(shared().edition, state, what, *page)
            if asked.as_of is None:
                known = Known(tag, request.url_rule.rule if request.url_rule else "")
                opened.know(words_of(request.environ, g.caller.role), known)
            if request.if_none_match.contains_weak(tag):
                return _marked(Response(status=304), tag)
            kept, pieces = opened.kept(tag), None
            if kept is None:
                with _reading(opened, asked.as_of) as house:
                    # Another one may have asked the same while this one waited for its turn.
                    kept = opened.kept(tag)
                    if kept is None:
                        kept, pieces = make(house, state)
                if asked.as_of is None and not shared().current.is_still(opened):
                    continue
                if pieces is None:
                    opened.keep(tag, kept)
        return _marked(_response(kept, pieces), tag)


def _reading(opened: Opened, as_of: str | None) -> AbstractContextManager[House]:
    return shared().current.reading(opened) if as_of is None else shared().past.reading(as_of)


def answered(asked: Asked, ask: Callable[[House], Answer]) -> Response:
    """An answer in the form and page that were asked for; `ask` gets it from a house."""

    def make(house: House, state: str) -> tuple[Kept, Iterator[bytes] | None]:
        return _written(ask(house), asked, state)

    return fresh(asked.page.question, make, asked)


def answered_from_lake(asked: Asked, ask: Callable[[House], Answer]) -> Response:
    """An answer that no state of the warehouse stands for: the lake is asked each time."""
    with shared().past.reading() as house:
        answer = ask(house)
    state = _content(answer)
    asked.page.require_state(state)
    page = (asked.form.name, asked.page.start, asked.page.limit)
    tag = digest(shared().edition, state, asked.page.question, *page)
    if request.if_none_match.contains_weak(tag):
        return _marked(Response(status=304), tag)
    return _marked(_response(*_written(_cut(answer, asked), asked, state)), tag)


def tagged(kept: Kept) -> Response:
    """What no state of the warehouse stands for: it is told from others by its own bytes."""
    tag = hashlib.sha256(kept.body).hexdigest()[:DIGITS]
    if request.if_none_match.contains_weak(tag):
        return _marked(Response(status=304), tag)
    return _marked(_response(kept, None), tag)


def _written(answer: Answer, asked: Asked, state: str) -> tuple[Kept, Iterator[bytes] | None]:
    headers = {"Reelhouse-Scope": json.dumps(dict(answer.scope), default=str)}
    links = asked.page.links(asked.path, asked.given, state, answer.total_rows)
    if links:
        headers["Link"] = links
    if asked.form is not JSON:
        name = f"{answer.name}{asked.form.ending}"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    body, pieces = gathered(asked.form.chunks(answer))
    return Kept(body, _content_type(asked.form), answer.data.num_rows, headers), pieces


def _response(kept: Kept, pieces: Iterator[bytes] | None) -> Response:
    g.rows = kept.rows
    return Response(
        kept.body if pieces is None else pieces,
        headers=kept.headers,
        content_type=kept.media_type,
    )


def _marked(response: Response, tag: str) -> Response:
    for name, value in marks(tag, is_open=shared().serving.is_open):
        response.headers[name] = value
    return response


def marks(tag: str, *, is_open: bool) -> tuple[tuple[str, str], ...]:
    """The headers that say how long an answer holds, and for whom."""
    return (
        ("ETag", f'"{tag}"'),
        ("Cache-Control", "no-cache" if is_open else "private, no-cache"),
        ("Vary", "Accept" if is_open else "Accept, Authorization"),
    )


def _cut(answer: Answer, asked: Asked) -> Answer:
    return replace(answer, data=answer.data.slice(asked.page.start, asked.page.limit))


def _content(answer: Answer) -> str:
    """What tells the rows of an answer from all others."""
    known = hashlib.sha256()
    for piece in FORMATS["arrow"].chunks(answer):
        known.update(piece)
    return known.hexdigest()


def _content_type(form: Format) -> str:
    has_charset = form.is_text and form is not JSON
    return f"{form.media_type}; charset=utf-8" if has_charset else form.media_type
