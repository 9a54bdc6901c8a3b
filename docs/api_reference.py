"""The page of `reference/` about HTTP, made from the description that the application gives."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docs.markdown import code, table

from reelhouse.settings import Settings
from reelhouse.web.app import create_app
from reelhouse.web.serving import Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apiflask import APIFlask

_OK = "200"
_MOST_OF_ALL = 2**63


def api() -> Iterator[str]:
    """The paragraphs of the page."""
    app = create_app(Serving(Settings("no-lake", "no-warehouse.duckdb")))
    described: Any = app.test_client().get("/api/openapi.json").get_json()
    operations = {path: each["get"] for path, each in described["paths"].items()}
    yield "# HTTP"
    yield (
        "What `reelhouse serve` answers, as its own description in OpenAPI 3.1 says, which stands "
        "at `/api/openapi.json`. [How to serve it](../how-to/serve.md) tells of formats, pages, "
        "tokens and errors. All is asked by GET."
    )
    yield from _common(next(iter(operations.values())))
    by_tag = sorted(operations, key=lambda path: (operations[path]["tags"], path))
    for tag, paths in groupby(by_tag, lambda path: str(operations[path]["tags"][0])):
        yield f"## {tag.capitalize()}"
        for path in paths:
            yield from _operation(path, operations[path])
    yield from _others(app)


def _common(operation: dict[str, Any]) -> Iterator[str]:
    responses = operation["responses"]
    yield "## Statuses"
    yield table(
        ["status", "meaning"],
        [[status, each["description"]] for status, each in responses.items()],
    )
    yield (
        "All but 200 and 304 have a problem document (RFC 9457), `application/problem+json`, with "
        "`title`, `status`, `detail` and `request_id`, and with `parameter` and `allowed` where it "
        "is about one."
    )
    yield "## Headers"
    headers = responses[_OK]["headers"].items()
    yield table(
        ["header", "what it says"], [[code(name), each["description"]] for name, each in headers]
    )


def _operation(path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"### {path}"
    yield " ".join(
        f"{operation[each].rstrip('.')}."
        for each in ("summary", "description")
        if operation.get(each)
    )
    if operation.get("parameters"):
        yield table(
            ["parameter", "in", "what it does", "allowed", "default"],
            [_parameter(each) for each in operation["parameters"]],
        )
    yield "Statuses: " + ", ".join(operation["responses"]) + "."
    yield "Formats: " + ", ".join(map(code, operation["responses"][_OK]["content"])) + "."


def _parameter(told: dict[str, Any]) -> list[str]:
    shape = told["schema"]
    default = code(str(shape["default"])) if "default" in shape else ""
    return [
        code(told["name"]),
        told["in"],
        told.get("description", ""),
        _allowed(shape),
        "needed" if told.get("required") else default,
    ]


def _allowed(shape: dict[str, Any]) -> str:
    if "enum" in shape:
        return ", ".join(map(code, shape["enum"]))
    if shape["type"] == "integer":
        bounds = (("from", shape.get("minimum")), ("to", shape.get("maximum")))
        told = [f"{word} {each:,}" for word, each in bounds if _says_something(each)]
        return " ".join(["integer", *told])
    if "maxLength" in shape:
        return f"text of at most {shape['maxLength']} characters"
    return f"text like {code(shape['pattern'])}" if "pattern" in shape else "text"


def _says_something(bound: int | None) -> bool:
    return bound is not None and abs(bound) < _MOST_OF_ALL - 1


def _others(app: APIFlask) -> Iterator[str]:
    yield "## Other addresses"
    yield "They are not part of the API, and not in its description."
    yield table(
        ["address", "what it is"],
        [[code(rule), told] for rule, told in sorted(others(app).items())],
    )


def others(app: APIFlask) -> dict[str, str]:
    """Every address that the description of the API leaves out, with what its view says of it."""
    rules = [each for each in app.url_map.iter_rules() if not each.rule.startswith("/api/v1/")]
    return {
        each.rule: _said(app.view_functions[each.endpoint])
        for each in rules
        if each.endpoint != "static"
    }


def _said(view: Any) -> str:
    described = view.func if isinstance(view, partial) else view
    return (described.__doc__ or "").partition("\n")[0].rstrip(".")
