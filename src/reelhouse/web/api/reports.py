"""`/reports`: which there are, and each of them with its filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from flask import request

from reelhouse.errors import NotFoundError
from reelhouse.output import Answer
from reelhouse.output.json import encode
from reelhouse.reports.catalog import definition, definitions
from reelhouse.web.answering import answered, tagged
from reelhouse.web.asked import AS_OF, FORMS, JSON, asked_by, parameters
from reelhouse.web.description import answer_of, mount
from reelhouse.web.kept import Kept

if TYPE_CHECKING:
    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.house import House
    from reelhouse.reports.catalog import ReportDefinition

_LIST = {
    "type": "object",
    "required": ["reports"],
    "properties": {"reports": {"type": "array", "items": {"type": "object"}}},
}


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the resources."""
    mount(
        blueprint,
        "/reports",
        _list,
        endpoint="reports",
        summary="The reports, with their columns and filters",
        shape=_LIST,
        forms=[JSON],
    )
    for each in definitions():
        _mount(blueprint, each)
    unknown = blueprint.doc(hide=True)(_unknown)
    blueprint.add_url_rule("/reports/<name>", "unknown-report", unknown)


def _mount(blueprint: APIBlueprint, report: ReportDefinition) -> None:
    known = (*parameters(report.filters), AS_OF)

    def view(ending: str | None) -> Response:
        asked = asked_by(request, known, ending)

        def ask(house: House) -> Answer:
            page = {"offset": asked.page.start or None, "limit": asked.page.limit}
            return Answer.of_report(
                house.report(report.name, as_of=asked.as_of, **asked.values, **page)
            )

        return answered(asked, ask)

    mount(
        blueprint,
        f"/reports/{report.name}",
        view,
        endpoint=f"report-{report.name}",
        summary=report.title,
        description=report.description,
        query=known,
        shape=answer_of(report.columns),
    )


def _list(ending: str | None) -> Response:
    asked_by(request, (), ending, [JSON])
    text = encode({"reports": [each.as_dict() for each in definitions()]})
    return tagged(Kept(text.encode(), JSON.media_type))


def _unknown(name: str) -> NoReturn:
    known, _, ending = name.rpartition(".")
    definition(known or name)
    endings = ", ".join(each.ending for each in FORMS)
    raise NotFoundError(f"{known} cannot be had as .{ending}; it can as {endings}.")
