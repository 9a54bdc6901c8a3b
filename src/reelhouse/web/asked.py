"""What a request asks for: its parameters, the form of the answer, and which page of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError
from reelhouse.output import FORMATS, Format
from reelhouse.reports.filters import PAGE, Filter
from reelhouse.reports.suggestions import did_you_mean
from reelhouse.web.paging import MOST_ROWS, PAGE_ROWS, Page, decoded, digest
from reelhouse.web.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Request

FORMS = tuple(FORMATS[name] for name in ("json", "csv", "parquet", "arrow", "xlsx"))
JSON = FORMS[0]
HTML = Format("html", "", ".html", "text/html", is_text=True)
"""A page for people, which is no file of its own."""

_ROWS = {JSON.name: PAGE_ROWS, HTML.name: 50}

AS_OF = Filter("as_of", "text", "Label of a delivery, such as 2026-06: answer as of then")
CURSOR = Filter("cursor", "text", "Where a page begins; taken from the Link header of another one")

TEXT_CHARACTERS = 200
_PAGED = ("limit", "offset", "cursor")


def parameters(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """Filters as parameters of an address, with a cursor and a bound to the size of a page."""
    return (*(_bounded(each) if each.name == "limit" else each for each in filters), CURSOR)


def _bounded(limit: Filter) -> Filter:
    text = f"Rows of a page; {PAGE_ROWS} in JSON, all of them in the other formats"
    return replace(limit, help=text, most=MOST_ROWS)


PAGED = parameters(each for each in PAGE if each.name in _PAGED)
"""The parameters of what is shown in pages and has no filters of its own."""


@dataclass(frozen=True)
class Asked:
    """A request that is understood.

    `values` are the filters that were given, without the page; `as_of` is not among them. `given`
    are all parameters as they came.
    """

    values: dict[str, int | str]
    as_of: str | None
    form: Format
    page: Page
    path: str
    given: dict[str, str]


def asked_by(
    request: Request, known: Iterable[Filter], ending: str | None, forms: Iterable[Format] = FORMS
) -> Asked:
    """What a request asks for, if it can be understood by these parameters.

    `ending` is that of the path, which counts more than the Accept header. Problems of status
    400 name the parameter and what is allowed, 406 the formats.
    """
    form = _form(request, ending, tuple(forms))
    given = _given(request, {each.name: each for each in known})
    values = {each.name: _value(each, given[each.name]) for each in known if each.name in given}
    as_of = values.pop("as_of", None)
    paged = {name: values.pop(name, None) for name in _PAGED}
    path = request.path
    question = digest(path, as_of, sorted(values.items()))
    return Asked(values, _text(as_of), form, _page(paged, form, question), path, given)


def _form(request: Request, ending: str | None, forms: tuple[Format, ...]) -> Format:
    if ending is not None:
        return next(each for each in forms if each.ending == f".{ending}")
    accepted = request.accept_mimetypes
    if not accepted:
        return forms[0]
    best = accepted.best_match([each.media_type for each in forms])
    if best is None:
        allowed = [each.media_type for each in forms]
        raise Problem(
            406,
            f"there is no answer as {accepted.to_header()}; there are {', '.join(allowed)}",
            parameter="Accept",
            allowed=allowed,
        )
    return next(each for each in forms if each.media_type == best)


def _given(request: Request, known: dict[str, Filter]) -> dict[str, str]:
    for name, texts in request.args.lists():
        if name not in known:
            raise Problem(
                400,
                f"there is no parameter {name!r}.{did_you_mean(name, known)}",
                parameter=name,
                allowed=list(known),
            )
        if len(texts) > 1:
            raise Problem(400, f"{name} is given {len(texts)} times: give it once", parameter=name)
    return request.args.to_dict()


def _value(known: Filter, text: str) -> int | str:
    if len(text) > TEXT_CHARACTERS and known.type == "text":
        raise Problem(
            400,
            f"{known.name} must have at most {TEXT_CHARACTERS} characters, not {len(text)}",
            parameter=known.name,
        )
    try:
        return known.parse(text)
    except UsageError as error:
        allowed = list(known.choices) or known.allowed
        raise Problem(400, str(error), parameter=known.name, allowed=allowed) from error


def _page(paged: dict[str, int | str | None], form: Format, question: str) -> Page:
    limit = paged["limit"] if paged["limit"] is not None else _ROWS.get(form.name)
    if paged["cursor"] is None:
        return Page(int(paged["offset"] or 0), None if limit is None else int(limit), question)
    if paged["offset"] is not None:
        raise Problem(422, "cursor says where a page begins: leave offset out", parameter="offset")
    cursor = decoded(str(paged["cursor"]), question)
    return Page(cursor.start, None if limit is None else int(limit), question, cursor.state)


def _text(value: int | str | None) -> str | None:
    return None if value is None else str(value)
