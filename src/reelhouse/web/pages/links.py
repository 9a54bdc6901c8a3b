"""Links that change a part of what is asked: how it is sorted, and which rows of it are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request, url_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reelhouse.reports.columns import Column

CHART_ENDINGS = ("svg", "png", "json")

_DIRECTIONS = {"asc": "ascending", "desc": "descending"}
_DESCENDING_FIRST = frozenset({"share", "before", "value", "movies", "known", "popularity"})
_TEXT = frozenset({"company", "genre", "name", "title", "original_title", "status"})


@dataclass(frozen=True)
class Heading:
    """The head of a column: `sorted` is `ascending`, `descending` or empty."""

    name: str
    unit: str
    description: str
    url: str
    sorted: str

    @property
    def is_number(self) -> bool:
        """Whether it stands over numbers."""
        return self.name not in _TEXT


def headings(
    columns: Iterable[Column], sorting: Mapping[str, int | str], shown: Iterable[str]
) -> list[Heading]:
    """The heads of the columns that are shown, each a link that sorts by it."""
    known = {each.name: each for each in columns}
    return [_heading(known[name], sorting) for name in shown]


def _heading(column: Column, sorting: Mapping[str, int | str]) -> Heading:
    is_chosen = sorting.get("sort") == column.name
    now = str(sorting.get("order", "asc")) if is_chosen else ""
    first = "desc" if column.unit == "US dollars" or column.name in _DESCENDING_FIRST else "asc"
    order = {"": first, "asc": "desc", "desc": "asc"}[now]
    url = same(sort=column.name, order=order, offset=None)
    return Heading(column.name, column.unit, column.description, url, _DIRECTIONS.get(now, ""))


def address(endpoint: str, **values: object) -> str:
    """The address of a page, with these in its path and as parameters."""
    told: dict[str, Any] = values
    return url_for(endpoint, **told)


def chart_addresses(name: str, **asked: object) -> dict[str, str]:
    """The chart of a report as each kind of picture and as a specification."""
    return {
        ending: address("pages.chart", name=name, ending=ending, **asked)
        for ending in CHART_ENDINGS
    }


def same(**changed: object) -> str:
    """The address of this page with other parameters; None leaves one out."""
    given = {**request.args.to_dict(), **changed}
    given = {name: value for name, value in given.items() if value is not None}
    return address(str(request.endpoint), **(request.view_args or {}), **given)


@dataclass(frozen=True)
class Turning:
    """Where in a long answer a page is: `limit` rows of `total` after `start`."""

    start: int
    limit: int | None
    total: int

    @property
    def first(self) -> int:
        """Number of the first row, from 1; 0 where there is none."""
        return self.start + 1 if self.start < self.total else 0

    @property
    def last(self) -> int:
        """Number of the last row."""
        return self.total if self.limit is None else min(self.start + self.limit, self.total)

    @property
    def previous_url(self) -> str | None:
        """The page before."""
        if not self.limit or not self.start:
            return None
        return same(offset=max(self.start - self.limit, 0) or None)

    @property
    def next_url(self) -> str | None:
        """The page behind."""
        if not self.limit or self.last >= self.total:
            return None
        return same(offset=self.last)
