"""Pages for people: what is asked is in the address, and all of it works without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from apiflask import APIBlueprint
from flask import redirect, request

from reelhouse.web.pages import (
    charts,
    deliveries,
    entities,
    numbers,
    reports,
    search,
    words,
    years,
)

if TYPE_CHECKING:
    from werkzeug import Response

_ROOMS = (years, reports, entities, search, deliveries, numbers, charts)


def blueprint() -> APIBlueprint:
    """All of them."""
    made = APIBlueprint("pages", __name__, enable_openapi=False)
    made.before_request(_leave_out_blanks)
    made.record_once(lambda state: words.teach(state.app.jinja_env))
    for room in _ROOMS:
        room.mount_on(made)
    return made


def _leave_out_blanks() -> Response | None:
    """A form sends fields that were left empty, too: the address is to hold what was asked."""
    asked = list(request.args.items(multi=True))
    given = [(name, text) for name, text in asked if text.strip()]
    if given == asked:
        return None
    query = f"?{urlencode(given)}" if given else ""
    return redirect(f"{quote(request.path)}{query}")
