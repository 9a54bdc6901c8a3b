"""The start, and a page for each year: who led it, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reelhouse.errors import DeniedError, NotFoundError
from reelhouse.reports.filters import Filter
from reelhouse.web.pages.links import chart_addresses
from reelhouse.web.pages.page import Page, page_of_state

if TYPE_CHECKING:
    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.house import House

LEADERS = 10
ENOUGH_FILMS = 10
"""So many films of a year have a known revenue before its leaders say something."""

_YEAR = Filter("year", "integer", "Year of release")


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/", "start", start)
    blueprint.add_url_rule("/years/<year>", "year", year)


def start() -> Response:
    """The newest year that says something."""
    return page_of_state((), lambda house, _: _page(house, None))


def year(year: str) -> Response:
    """One year."""
    number = int(_YEAR.parse(year))
    return page_of_state((), lambda house, _: _page(house, number))


def _page(house: House, number: int | None) -> Page:
    years = house.years().to_pylist()
    known = {row["release_year"]: row for row in years}
    if number is not None and number not in known:
        told = f": they run from {min(known)} to {max(known)}" if known else ""
        raise NotFoundError(f"no film that counts is of {number}{told}")
    chosen = newest_telling(years) if number is None else number
    return Page("year.html", {"is_start": number is None, **_told(house, years, chosen)})


def newest_telling(years: list[dict[str, Any]]) -> int | None:
    """The newest year with ENOUGH_FILMS of known revenue, else the newest; None without years."""
    telling = [row["release_year"] for row in years if row["known_revenue"] >= ENOUGH_FILMS]
    return max(telling or [row["release_year"] for row in years], default=None)


def _told(house: House, years: list[dict[str, Any]], chosen: int | None) -> dict[str, Any]:
    if chosen is None:
        return {"year": None}
    order = [row["release_year"] for row in years]
    place = order.index(chosen)
    companies = _leaders(house, "company-revenue", chosen)
    return {
        "year": years[place],
        "enough": ENOUGH_FILMS,
        "before": years[place - 1] if place else None,
        "behind": years[place + 1] if place + 1 < len(years) else None,
        "decades": _decades(order),
        "companies": _placed(companies.table.to_pylist()),
        "profits": _placed(_leaders(house, "company-profit", chosen).table.to_pylist()),
        "genres": _placed(_leaders(house, "genre-revenue", chosen).table.to_pylist()),
        "popular": house.report("genre-popularity", year=chosen, top=LEADERS).table.to_pylist(),
        "films": _films(house, chosen),
        "scope": companies.scope,
        "chart": chart_addresses("genre-revenue", year=chosen),
    }


def _leaders(house: House, name: str, chosen: int) -> Any:
    figure = name.rpartition("-")[2]
    return house.compared(name, year=chosen, sort=figure, order="desc", limit=LEADERS + 1)


def _films(house: House, chosen: int) -> list[dict[str, Any]]:
    """Those with the largest revenue; none where the service may see the reports alone."""
    try:
        found = house.find("movies", year=chosen, sort="revenue", order="desc", limit=LEADERS)
    except DeniedError:
        return []
    return list(found.table.to_pylist())


def _placed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that have a place: (none) has not, nor has one of which nothing is known."""
    return [row for row in rows if row["place"] is not None][:LEADERS]


def _decades(years: list[int]) -> dict[int, list[int]]:
    """The years by decade, the newest first."""
    decades: dict[int, list[int]] = {}
    for each in reversed(years):
        decades.setdefault(each // 10 * 10, []).append(each)
    return decades
