"""The API described for OpenAPI: parameters from the filters, rows from the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import fields

from reelhouse.reports.filters import ALL
from reelhouse.web.asked import FORMS, JSON, TEXT_CHARACTERS
from reelhouse.web.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from apiflask import APIBlueprint
    from flask import Response

    from reelhouse.output import Format
    from reelhouse.reports.columns import Column
    from reelhouse.reports.filters import Filter

PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail", "request_id"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
        "allowed": {},
        "request_id": {"type": ["string", "null"]},
    },
}

_PROBLEMS = {
    400: "A parameter is unknown, or its value is not allowed",
    401: "A token is missing, or not valid",
    403: "The token's role may not see this",
    404: "There is no such thing",
    406: "The answer cannot be had in this format",
    410: "The cursor is of a state that has passed: start again",
    422: "Parameters contradict each other",
    429: "Too many requests: see Retry-After",
    503: "The warehouse cannot be asked now: see Retry-After",
    504: "The answer took too long",
}
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_HEADERS = {
    "ETag": {"description": "Tells this answer in this state from all others", **_TEXT},
    "Link": {"description": "The pages `first`, `prev` and `next`", **_TEXT},
    "Reelhouse-Scope": {"description": "What the answer covers, as JSON", **_TEXT},
    "X-Request-Id": {"description": "The id under which the log has this request", **_TEXT},
}


def schema_of(known: Filter) -> dict[str, Any]:
    """The values that a filter allows, as JSON Schema."""
    least, most = known.bounds
    shapes: dict[str, dict[str, Any]] = {
        "integer": {"type": "integer", "minimum": least, "maximum": most},
        # Not "a number or that word": JSON Schema has 2.0 for a whole number, an address has not.
        "integer or all": {"type": "string", "pattern": f"^([1-9][0-9]{{0,17}}|{ALL})$"},
        "choice": {"type": "string", "enum": list(known.choices)},
        "text": {"type": "string", "maxLength": TEXT_CHARACTERS, "pattern": "^[^\\x00]*$"},
    }
    shape = shapes[known.type]
    if known.default is None:
        return shape
    return shape | {"default": str(known.default) if shape["type"] == "string" else known.default}


def rows_of(columns: Iterable[Column]) -> dict[str, Any]:
    """Rows with these columns, as JSON Schema."""
    told = {
        each.name: {"description": f"{each.description}{f' ({each.unit})' if each.unit else ''}"}
        for each in columns
    }
    row = {
        "type": "object",
        "properties": told,
        "required": list(told),
        "additionalProperties": False,
    }
    return {"type": "array", "items": row}


def answer_of(columns: Iterable[Column] | None) -> dict[str, Any]:
    """An answer in JSON: what was asked, what it covers, and the rows."""
    properties = {
        "report": {"type": "string"},
        "filters": {"type": "object"},
        "scope": {"type": "object"},
        "columns": {"type": "array", "items": {"type": "object"}},
        "total_rows": {"type": "integer"},
        "rows": {"type": "array"} if columns is None else rows_of(columns),
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def mount(
    blueprint: APIBlueprint,
    path: str,
    view: Callable[..., Response],
    *,
    endpoint: str,
    summary: str,
    description: str = "",
    query: Iterable[Filter] = (),
    where: Iterable[Filter] = (),
    shape: dict[str, Any],
    forms: Iterable[Format] = FORMS,
) -> None:
    """Have `view` answer `path`, and the same with the ending of each format.

    `query` are its parameters and `where` those in the path; `shape` is the JSON that it answers
    with. The view is called with `ending`, and with what stands in the path.
    """
    forms = tuple(forms)

    def plain(query_data: object = None, path_data: object = None, **words: str) -> Response:  # noqa: ARG001 as APIFlask calls it
        return view(ending=None, **words)

    def with_ending(ending: str, **words: str) -> Response:
        return view(ending=ending, **words)

    described = blueprint.doc(
        summary=summary,
        description=description,
        operation_id=endpoint,
        tags=[path.split("/")[1]],
        responses=_responses(shape, forms),
    )(plain)
    if where:
        described = blueprint.input(_parameters(where, required=True), "path", validation=False)(
            described
        )
    if query:
        described = blueprint.input(_parameters(query), "query", validation=False)(described)
    blueprint.add_url_rule(path, endpoint, described)
    endings = ", ".join(each.ending.removeprefix(".") for each in forms)
    hidden = blueprint.doc(hide=True)(with_ending)
    blueprint.add_url_rule(f"{path}.<any({endings}):ending>", f"{endpoint}-as", hidden)


def _parameters(known: Iterable[Filter], *, required: bool = False) -> dict[str, Any]:
    return {
        each.name: fields.Raw(
            required=required, metadata={**schema_of(each), "description": each.help}
        )
        for each in known
    }


def _responses(shape: dict[str, Any], forms: Iterable[Format]) -> dict[int, Any]:
    content = {
        each.media_type: {"schema": shape if each is JSON else {"type": "string"}} for each in forms
    }
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        200: {"description": "The answer", "content": content, "headers": _HEADERS},
        304: {"description": "The asker has the answer already"},
        **{status: {"description": text, "content": problem} for status, text in _PROBLEMS.items()},
    }
