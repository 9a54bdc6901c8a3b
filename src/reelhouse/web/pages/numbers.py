"""What every number means: the columns, filters and measures, told by what defines them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.reports.catalog import definitions
from reelhouse.reports.comparing import compared
from reelhouse.web.pages.page import Page, page_of_state

if TYPE_CHECKING:
    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.house import House
    from reelhouse.web.asked import Asked


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/numbers", "numbers", numbers)


def numbers() -> Response:
    """How films are counted, and what each column of each report holds."""

    def put_together(house: House, _: Asked) -> Page:
        found = house.report("genre-popularity", limit=0)
        told = [compared(each.name) for each in definitions()]
        return Page("numbers.html", {"reports": told, "scope": found.scope})

    return page_of_state((), put_together)
