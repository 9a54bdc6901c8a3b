"""One box that finds films, companies, genres and people by words of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

from reelhouse.entities.catalog import kinds
from reelhouse.output.json import encode
from reelhouse.reports.filters import Filter
from reelhouse.web.answering import fresh
from reelhouse.web.asked import JSON, asked_by
from reelhouse.web.kept import Kept
from reelhouse.web.pages.page import Page, page_of_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.house import House
    from reelhouse.web.asked import Asked

FOUND = 8
SUGGESTED = 4

_Q = Filter("q", "text", "Words that names begin with")


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the page, and what completes words while they are typed."""
    blueprint.add_url_rule("/search", "search", search)
    blueprint.add_url_rule("/search/suggestions", "suggestions", suggestions)


def search() -> Response:
    """The best of each kind."""

    def put_together(house: House, asked: Asked) -> Page:
        q = str(asked.values.get("q", "")).strip()
        found = [house.find(each.name, q=q, limit=FOUND) for each in kinds()] if q else []
        rows = sum(each.table.num_rows for each in found)
        return Page("search.html", {"q": q, "found": found}, rows=rows)

    return page_of_state((_Q,), put_together)


def suggestions() -> Response:
    """Names, as JSON: of films, companies and people, the best of each kind."""
    asked = asked_by(request, (_Q,), None, [JSON])
    q = str(asked.values.get("q", "")).strip()

    def make(house: House, _: str) -> tuple[Kept, Iterator[bytes] | None]:
        names: dict[str, None] = {}
        for each in kinds() if q else ():
            table = house.find(each.name, q=q, limit=SUGGESTED).table
            names |= dict.fromkeys(table[each.search[0]].to_pylist())
        return Kept(f"{encode(list(names))}\n".encode(), JSON.media_type, len(names)), None

    return fresh(f"{asked.page.question} {g.caller.role}", make, asked)
