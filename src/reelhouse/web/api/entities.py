"""`/movies`, `/companies`, `/genres` and `/people`: lists, and one by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, request

from reelhouse.entities.catalog import kinds
from reelhouse.output import Answer
from reelhouse.output.json import encode
from reelhouse.reports.filters import Filter
from reelhouse.web.answering import answered, fresh
from reelhouse.web.asked import JSON, asked_by, parameters
from reelhouse.web.description import answer_of, mount, rows_of
from reelhouse.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apiflask import APIBlueprint

    from reelhouse.entities.catalog import Kind
    from reelhouse.house import House


def mount_on(blueprint: APIBlueprint) -> None:
    """Add the resources."""
    for each in kinds():
        _mount_list(blueprint, each)
        _mount_one(blueprint, each)


def _mount_list(blueprint: APIBlueprint, kind: Kind) -> None:
    known = parameters(kind.filters)

    def view(ending: str | None) -> Response:
        asked = asked_by(request, known, ending)

        def ask(house: House) -> Answer:
            page = {"offset": asked.page.start or None, "limit": asked.page.limit}
            return Answer.of_listing(house.find(kind.name, **asked.values, **page))

        return answered(asked, ask)

    mount(
        blueprint,
        f"/{kind.name}",
        view,
        endpoint=kind.name,
        summary=kind.title,
        description=kind.description,
        query=known,
        shape=answer_of(kind.columns),
    )


def _mount_one(blueprint: APIBlueprint, kind: Kind) -> None:
    identity = Filter(kind.key, "integer", f"TMDB id of one of the {kind.name}")

    def view(ending: str | None, **words: str) -> Response:
        asked = asked_by(request, (), ending, [JSON])
        number = int(identity.parse(words[kind.key]))

        def make(house: House, _: str) -> tuple[Kept, Iterator[bytes] | None]:
            text = encode(house.entity(kind.name, number).as_dict())
            return Kept(f"{text}\n".encode(), JSON.media_type, rows=1), None

        return fresh(asked.page.question, make, asked)

    mount(
        blueprint,
        f"/{kind.name}/<{kind.key}>",
        view,
        endpoint=f"{kind.name}-one",
        summary=f"One of the {kind.name}, with all that hangs on it",
        where=[identity],
        shape=_shape(kind),
        forms=[JSON],
    )


def _shape(kind: Kind) -> dict[str, Any]:
    row = rows_of(kind.columns)["items"]
    parts = {part: {"type": "array", "items": {"type": "object"}} for part in kind.parts}
    as_of = {"type": ["string", "null"], "description": "Label of the newest delivery"}
    return {
        "type": "object",
        "properties": {"as_of": as_of, **row["properties"], **parts},
        "required": ["as_of", *row["required"], *parts],
    }
