"""Lists of films, companies, genres and people, and a page for each one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from reelhouse.entities.catalog import kind as kind_of
from reelhouse.entities.catalog import kinds
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
_NARROWING = {"company_id": "companies", "genre_id": "genres", "member_id": "people"}


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the pages."""
    for each in kinds():
        blueprint.add_url_rule(f"/{each.name}", each.name, partial(entities, each))
    for name, view in (("companies", company), ("genres", genre), ("movies", film)):
        _mount_one(blueprint, kind_of(name), view)
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


def company(house: House, company_id: int) -> Page:
    """What a company made, what it cost and what it took."""
    found = house.entity("companies", company_id)
    films = _leading(house, company_id=company_id)
    told = profile(house, "company", company_id)
    return Page(
        "company.html",
        {"company": found.record, "profile": told, **films},
        rows=len(told.years) + len(films["films"]),
    )


def genre(house: House, genre_id: int) -> Page:
    """What the films of a genre cost and took."""
    found = house.entity("genres", genre_id)
    films = _leading(house, genre_id=genre_id)
    told = profile(house, "genre", genre_id)
    return Page(
        "genre.html",
        {"genre": found.record, "profile": told, **films},
        rows=len(told.years) + len(films["films"]),
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


def _leading(house: House, **narrowed: int) -> dict[str, Any]:
    """The films with the largest revenue, and how many there are in all."""
    found = house.find("movies", **narrowed, sort="revenue", order="desc", limit=LEADING_FILMS)
    return {"films": found.table.to_pylist(), "films_total": found.total_rows}


def _scaled(ratings: list[dict[str, int]]) -> list[dict[str, object]]:
    """Each number of stars with its length as a bar, in percent of the longest."""
    most = max((row["ratings"] for row in ratings), default=1)
    return [{**row, "length": round(100 * row["ratings"] / most, 1)} for row in ratings]
