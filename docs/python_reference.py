"""The page of `reference/` about Python, made from signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from dataclasses import MISSING, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docs.markdown import code, fenced, table

import reelhouse
from reelhouse.backfill import Cleaned
from reelhouse.entities.entity import Entity
from reelhouse.entities.listing import Listing
from reelhouse.house import House
from reelhouse.lake.account import FileAccount
from reelhouse.lake.changes import TableChanges
from reelhouse.reports.result import Report
from reelhouse.reports.scope import Scope
from reelhouse.summary import BackfillSummary, IngestSummary
from reelhouse.warehouse.integrity import CheckResult
from reelhouse.warehouse.ledger import Standing
from reelhouse.warehouse.publisher import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GIVEN: tuple[type, ...] = (
    Report,
    Scope,
    IngestSummary,
    BackfillSummary,
    Cleaned,
    FileAccount,
    Publication,
    TableChanges,
    Listing,
    Entity,
    Standing,
    CheckResult,
)
"""What a house answers with."""
_LONGEST_LINE = 88
_READ = (property, cached_property)
_MULTIPLE = re.compile(r"\n\s*\n")


def python() -> Iterator[str]:
    """The paragraphs of the page."""
    yield "# Python"
    yield (
        "[How to use it](../how-to/use-from-python.md) has examples that are run. Errors are "
        "listed under [exit codes](exit-codes.md), filters under [reports](reports.md). `pa` is "
        "`pyarrow`. Modules that are not named here may change without notice."
    )
    yield "## reelhouse.open"
    yield from _callable("reelhouse.open", reelhouse.open)
    yield "## House"
    yield from _told(House)
    for name, member in members(House):
        yield f"### House.{name}"
        if isinstance(member, property):
            yield fenced(f"House.{name} -> {_annotated(member.fget, 'return')}", "py")
            yield from _told(member)
        else:
            yield from _callable(f"House.{name}", member)
    yield "## What it answers with"
    yield "All of these are frozen dataclasses."
    for each in GIVEN:
        yield from _given(each)


def members(described: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties of a class, its own first, in the order of the source."""
    for each in described.__mro__[:-1]:
        for name, member in vars(each).items():
            if not name.startswith("_") and (callable(member) or isinstance(member, _READ)):
                yield name, member


def _given(described: Any) -> Iterator[str]:
    yield f"### {described.__name__}"
    yield from _told(described)
    yield table(
        ["field", "type"],
        [
            [code(each.name), code(str(each.type)) + ("" if _is_needed(each) else ", may be left")]
            for each in fields(described)
        ],
    )
    lines = [_line(described, name, member) for name, member in members(described)]
    if lines:
        yield "\n".join(lines)


def _is_needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _line(described: type, name: str, member: Any) -> str:
    told = " ".join(_paragraphs(member))
    return f"- `{described.__name__}.{name}`: {told}"


def _callable(name: str, called: Callable[..., Any]) -> Iterator[str]:
    yield fenced(_signature(name, called), "py")
    yield from _told(called)


def _signature(name: str, called: Callable[..., Any]) -> str:
    signature = inspect.signature(called)
    shown = [_parameter(each) for each in signature.parameters.values() if each.name != "self"]
    for number, each in enumerate(signature.parameters.values()):
        if each.kind is each.KEYWORD_ONLY:
            shown.insert(number - ("self" in signature.parameters), "*")
            break
    returned = f" -> {signature.return_annotation}"
    line = f"{name}({', '.join(shown)}){returned}"
    if len(line) <= _LONGEST_LINE:
        return line
    return "\n".join([f"{name}(", *(f"    {each}," for each in shown), f"){returned}"])


def _parameter(parameter: inspect.Parameter) -> str:
    star = "**" if parameter.kind is parameter.VAR_KEYWORD else ""
    shown = f"{star}{parameter.name}: {parameter.annotation}"
    if parameter.default is parameter.empty:
        return shown
    return f"{shown} = {'...' if callable(parameter.default) else repr(parameter.default)}"


def _annotated(called: Any, name: str) -> str:
    return str(inspect.get_annotations(called)[name])


def _told(described: Any) -> Iterator[str]:
    yield from _paragraphs(described)


def _paragraphs(described: Any) -> list[str]:
    found = _MULTIPLE.split(inspect.cleandoc(described.__doc__ or ""))
    return [each if each.startswith("- ") else " ".join(each.split()) for each in found]
