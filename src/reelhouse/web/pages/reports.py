"""A page for each report: its filters, its chart, and its figures beside others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from reelhouse.output.answer import Answer
from reelhouse.reports.catalog import definitions
from reelhouse.reports.comparing import compared
from reelhouse.web.asked import AS_OF, FORMS
from reelhouse.web.pages.links import Turning, address, chart_addresses, headings
from reelhouse.web.pages.page import Page, page_of_state

if TYPE_CHECKING:
    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.house import House
    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.web.asked import Asked

CHOICES = ("allocation", "measure", "statistic")
"""What is switched between, rather than narrowed."""

_OWN = {"sort", "order", "limit", "offset", "cursor"}


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/reports/<name>", "report", report)


def report(name: str) -> Response:
    """The page of a report."""
    told = compared(name)

    def put_together(house: House, asked: Asked) -> Page:
        sorting = _sorting(told, asked.values)
        page = {"offset": asked.page.start or None, "limit": asked.page.limit}
        found = house.compared(name, as_of=asked.as_of, **(asked.values | sorting | page))
        turning = Turning(asked.page.start, asked.page.limit, found.total_rows)
        return Page(
            "report.html",
            {
                "report": told,
                "answer": Answer.of_report(found),
                "rows": found.table.to_pylist(),
                "headings": headings(told.columns, sorting, _shown(told)),
                "turning": turning,
                "genres": house.genres(),
                **_switches(told, asked, found.filters),
            },
            rows=found.table.num_rows,
        )

    return page_of_state((*told.filters, AS_OF), put_together)


def _sorting(told: ReportDefinition, given: dict[str, int | str]) -> dict[str, int | str]:
    """How rows are sorted: people come for who leads, and for what is new."""
    if "sort" in given:
        return {"sort": given["sort"], "order": given.get("order", "asc")}
    first = "release_year" if told.figure.name == "value" and "rank" in _names(told) else None
    return {"sort": first or told.figure.name, "order": "desc"}


def _names(told: ReportDefinition) -> set[str]:
    return {each.name for each in told.columns}


def _shown(told: ReportDefinition) -> tuple[str, ...]:
    """The columns of the table, in their order: ids are in the links."""
    order = ("place", "rank", "company", "genre", "release_year", "movies", "known", "budget")
    behind = ("revenue", "profit", "value", "share", "before")
    return tuple(name for name in (*order, *behind) if name in _names(told))


def _switches(
    told: ReportDefinition, asked: Asked, applied: dict[str, int | str]
) -> dict[str, Any]:
    given = {name: text for name, text in request.args.items() if name not in _OWN}
    narrowing = {name: text for name, text in given.items() if name not in CHOICES}
    choices = {each.name: each for each in told.filters if each.name in CHOICES}
    return {
        "asked": asked,
        "given": given,
        "applied": applied,
        "narrowing": narrowing,
        "switches": {
            name: [
                (choice, address("pages.report", name=told.name, **(given | {name: choice})))
                for choice in each.choices
            ]
            for name, each in choices.items()
        },
        "others": [_other(each, given) for each in definitions()],
        "chart": chart_addresses(told.name, **given),
        "files": [
            (form.name, address("api.report-" + told.name + "-as", ending=form.ending[1:], **given))
            for form in FORMS
        ],
    }


def _other(other: ReportDefinition, given: dict[str, str]) -> tuple[ReportDefinition, str]:
    """Another report, asked with what it has in common with this one."""
    known = {each.name for each in other.filters} | {AS_OF.name}
    kept = {name: text for name, text in given.items() if name in known}
    return other, address("pages.report", name=other.name, **kept)
