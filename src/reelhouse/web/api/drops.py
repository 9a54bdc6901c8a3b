"""`/drops`: the ledger, and of each delivery what it changed and what was rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from reelhouse.output import Answer
from reelhouse.reports.filters import Filter
from reelhouse.web.answering import answered_from_lake
from reelhouse.web.asked import PAGED, asked_by
from reelhouse.web.description import answer_of, mount
from reelhouse.web.permission import require_operator

if TYPE_CHECKING:
    from apiflask import APIBlueprint

_LABEL = Filter("label", "text", "Label of a delivery, such as 2026-11")
_TABLE = Filter("table", "text", "Show the rows of this table, such as movie")


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the resources."""
    mount(
        blueprint,
        "/drops",
        _drops,
        endpoint="drops",
        summary="Every delivery that came, with what became of it; for operators",
        query=PAGED,
        shape=answer_of(None),
    )
    mount(
        blueprint,
        "/drops/<label>/changes",
        _changes,
        endpoint="changes",
        summary="What a delivery changed: numbers of rows, or the rows of one table",
        query=(_TABLE, *PAGED),
        where=[_LABEL],
        shape=answer_of(None),
    )
    mount(
        blueprint,
        "/drops/<label>/rejects",
        _rejects,
        endpoint="rejects",
        summary="What of a delivery was not loaded as delivered; for operators",
        query=PAGED,
        where=[_LABEL],
        shape=answer_of(None),
    )


def _drops(ending: str | None) -> Response:
    require_operator()
    asked = asked_by(request, PAGED, ending)
    return answered_from_lake(
        asked, lambda house: Answer.of_table("drops", "Deliveries", house.drops())
    )


def _changes(ending: str | None, label: str) -> Response:
    asked = asked_by(request, (_TABLE, *PAGED), ending)
    table = str(asked.values["table"]) if "table" in asked.values else None
    title = f"What {label} changed" + (f" in {table}" if table else "")
    return answered_from_lake(
        asked, lambda house: Answer.of_table("changes", title, house.changes(label, table))
    )


def _rejects(ending: str | None, label: str) -> Response:
    require_operator()
    asked = asked_by(request, PAGED, ending)
    title = f"What was not loaded as delivered: {label}"
    return answered_from_lake(
        asked, lambda house: Answer.of_table("rejects", title, house.rejects(label))
    )
