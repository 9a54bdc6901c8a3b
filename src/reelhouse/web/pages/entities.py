"""Lists of films, companies, genres and people, and a page for each one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reelhouse.entities.catalog import kind as kind_of
from reelhouse.entities.catalog import kinds
from reelhouse.output.text import printable
from reelhouse.reports.filters import Filter
from reelhouse.web.asked import parameters
from reelhouse.web.pages.links import Turning, headings
from reelhouse.web.pages.page import Page, page_of_state
from reelhouse.web.pages.profile import profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.entities.catalog import Kind
    from reelhouse.house import House
    from reelhouse.web.asked import Asked

    PutTogether = Callable[[House, int], Page]

LEADING_FILMS = 20
BILLED = 12

_SHOWN = {
    "movies": ("title", "release_date", "vote_average", "vote_count", "budget", "revenue"),
    "companies": ("name", "movies", "first_year", "last_year"),
    "genres": ("name", "movies", "first_year", "last_year"),
    "people": ("name", "movies"),
}
_CREDITED = {"company": "companies", "genre": "genres"}
_NARROWING = {"company_id": "companies", "genre_id": "genres", "member_id": "people"}


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the pages."""
    for each in kinds():
        blueprint.add_url_rule(f"/{each.name}", each.name, partial(entities, each))
    for by, name in _CREDITED.items():
        _mount_one(blueprint, kind_of(name), partial(credited, by))
    _mount_one(blueprint, kind_of("movies"), film)
    _mount_one(blueprint, kind_of("people"), person)


def _mount_one(blueprint: APIBlueprint, kind: Kind, put_together: PutTogether) -> None:
    identity = Filter(kind.key, "integer", "")

    def view(**words: str) -> Response:
        """One of the kind, with all that hangs on it."""
        number = int(identity.parse(words[kind.key]))
        return page_of_state((), lambda house, _: put_together(house, number))

    blueprint.add_url_rule(f"/{kind.name}/<{kind.key}>", f"{kind.name}-one", view)


def entities(kind: Kind) -> Response:
    """The list of a kind: searched, narrowed, sorted."""

    def put_together(house: House, asked: Asked) -> Page:
        page = {"offset": asked.page.start or None, "limit": asked.page.limit}
        found = house.find(kind.name, **asked.values, **page)
        sorting: dict[str, int | str] = {
            name: asked.values[name] for name in ("sort", "order") if name in asked.values
        }
        narrowed = {
            name: house.entity(of, int(asked.values[name])).record
            for name, of in _NARROWING.items()
            if name in asked.values
        }
        return Page(
            "list.html",
            {
                "kind": kind,
                "headings": headings(kind.columns, sorting, _SHOWN[kind.name]),
                "rows": found.table.to_pylist(),
                "turning": Turning(asked.page.start, asked.page.limit, found.total_rows),
                "given": asked.given,
                "narrowed": narrowed,
                "genres": house.genres(),
            },
            rows=found.table.num_rows,
        )

    return page_of_state(parameters(kind.filters), put_together)


def credited(by: str, house: House, identity: int) -> Page:
    """What the films of a company or genre (`by`) cost and took."""
    record = house.entity(_CREDITED[by], identity).record
    told = profile(house, by, identity)
    films = house.find(
        "movies", **{f"{by}_id": identity}, sort="revenue", order="desc", limit=LEADING_FILMS
    )
    return Page(
        "profile.html",
        {
            "by": by,
            "identity": identity,
            "name": printable(record["name"]),
            "record": record,
            "profile": told,
            "films": films.table.to_pylist(),
            "films_total": films.total_rows,
        },
        rows=len(told.years) + films.table.num_rows,
    )


def film(house: House, movie_id: int) -> Page:
    """Everything that is known of a film."""
    found = house.entity("movies", movie_id)
    parts = {name: table.to_pylist() for name, table in found.parts.items()}
    parts["ratings"] = _scaled(parts["ratings"])
    return Page("film.html", {"film": found.record, "billed": BILLED, **parts}, rows=1)


def person(house: House, member_id: int) -> Page:
    """The films that somebody worked on."""
    found = house.entity("people", member_id)
    parts = {name: table.to_pylist() for name, table in found.parts.items()}
    return Page("person.html", {"person": found.record, **parts}, rows=1)


def _scaled(ratings: list[dict[str, int]]) -> list[dict[str, object]]:
    """Each number of stars with its length as a bar, in percent of the longest."""
    most = max((row["ratings"] for row in ratings), default=1)
    return [{**row, "length": round(100 * row["ratings"] / most, 1)} for row in ratings]
