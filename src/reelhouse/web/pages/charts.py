"""The chart of a report: a picture for every browser, and a specification for one with a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from reelhouse.output import Format
from reelhouse.output.answer import Answer
from reelhouse.output.chart import darkened, drawn, script, specification
from reelhouse.output.json import encode
from reelhouse.reports.catalog import definition
from reelhouse.reports.filters import Filter
from reelhouse.web.answering import fresh, tagged
from reelhouse.web.asked import AS_OF, asked_by
from reelhouse.web.kept import Kept
from reelhouse.web.pages.links import CHART_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apiflask import APIBlueprint

    from reelhouse.house import House
    from reelhouse.reports.catalog import ReportDefinition

_THEME = Filter("theme", "choice", "Colours", default="light", choices=("light", "dark"))
_FORMS = {
    ending: Format(ending, "", f".{ending}", media_type, is_text=ending != "png")
    for ending, media_type in zip(
        CHART_ENDINGS, ("image/svg+xml", "image/png", "application/json"), strict=True
    )
}
_ROWS = {"sort", "order", "limit", "offset"}


def mount_on(blueprint: APIBlueprint) -> None:
    """Add pictures, specifications, and the script that draws these."""
    endings = ", ".join(_FORMS)
    blueprint.add_url_rule(f"/charts/<name>.<any({endings}):ending>", "chart", chart)
    blueprint.add_url_rule("/charts/vega.js", "vega", vega)


def chart(name: str, ending: str) -> Response:
    """The chart of a report, for all rows that its filters leave."""
    report = definition(name)
    asked = asked_by(request, (*_filters(report), AS_OF, _THEME), ending, _FORMS.values())
    values = dict(asked.values)
    is_dark = values.pop("theme", "light") == "dark"

    def make(house: House, _: str) -> tuple[Kept, Iterator[bytes] | None]:
        answer = Answer.of_report(house.report(name, as_of=asked.as_of, **values))
        spec = specification(answer)
        spec = darkened(spec) if is_dark else spec
        body = encode(spec).encode() if ending == "json" else drawn(spec, ending)
        return Kept(body, asked.form.media_type), None

    return fresh(asked.page.question, make, asked)


def _filters(report: ReportDefinition) -> tuple[Filter, ...]:
    return tuple(each for each in report.filters if each.name not in _ROWS)


def vega() -> Response:
    """Vega-Lite and all that it needs, in one file."""
    return tagged(Kept(script(), "text/javascript; charset=utf-8"))
