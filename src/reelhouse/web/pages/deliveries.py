"""The deliveries: what each changed, and the letter about what was wrong with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flask import g
from markdown_it import MarkdownIt
from markupsafe import Markup

from reelhouse.output.letter import letter
from reelhouse.reports.filters import PAGE, Filter
from reelhouse.web.pages.links import Turning
from reelhouse.web.pages.page import Page, page_of_lake
from reelhouse.web.permission import require_operator
from reelhouse.web.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apiflask import APIBlueprint
    from flask import Response
    from markdown_it.token import Token

    from reelhouse.house import House
    from reelhouse.web.asked import Asked

_TABLE = Filter("table", "text", "Show the rows of this table")
_PAGED = tuple(each for each in PAGE if each.name in {"limit", "offset"})


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/deliveries", "deliveries", deliveries)
    blueprint.add_url_rule("/deliveries/<label>", "delivery", delivery)
    blueprint.add_url_rule("/deliveries/<label>/letter", "letter", data_quality)


def deliveries() -> Response:
    """The ledger, the newest delivery first; for operators."""
    require_operator()

    def put_together(house: House, _: Asked) -> Page:
        rows = house.drops().to_pylist()[::-1]
        return Page("deliveries.html", {"rows": rows}, rows=len(rows))

    return page_of_lake((), put_together)


def delivery(label: str) -> Response:
    """What a delivery changed: how many rows of each table, and the rows of one."""

    def put_together(house: House, asked: Asked) -> Page:
        table = str(asked.values["table"]) if "table" in asked.values else None
        start, limit = asked.page.start, asked.page.limit
        changed = house.changes(label, table) if table else None
        return Page(
            "delivery.html",
            {
                "label": label,
                "tables": house.changes(label).to_pylist(),
                "table": table,
                "columns": changed.column_names if changed else [],
                "rows": changed.slice(start, limit).to_pylist() if changed else [],
                "turning": Turning(start, limit, changed.num_rows) if changed else None,
                "is_operator": g.caller.role is Role.OPERATOR,
            },
            rows=changed.num_rows if changed else 0,
        )

    return page_of_lake((_TABLE, *_PAGED), put_together)


def data_quality(label: str) -> Response:
    """The letter to the data provider; for operators, since it quotes what was rejected."""
    require_operator()

    def put_together(house: House, _: Asked) -> Page:
        rejects = house.rejects(label)
        text = _markdown().render(letter(rejects, label))
        told = {"label": label, "letter": Markup(text)}  # noqa: S704 HTML in it is escaped
        return Page("letter.html", told, rows=rejects.num_rows)

    return page_of_lake((), put_together)


@cache
def _markdown() -> MarkdownIt:
    """Markdown in which HTML stays text, nothing is loaded, and cells have no own style."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    for cell in ("th_open", "td_open"):
        made.add_render_rule(cell, _cell)
    return made


def _cell(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    """The beginning of a cell; one that would be aligned by a style is a number."""
    token = tokens[place]
    return f'<{token.tag} class="number">' if token.attrs else f"<{token.tag}>"
