"""What a report can be asked with: its filters, and whether their values can be right.

Whether a company, a genre or a year exists is known to the warehouse alone: see `lookup`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reelhouse.errors import ContradictionError, UsageError
from reelhouse.reports.folding import fold
from reelhouse.reports.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NONE = "(none)"
ALL = "all"
_LARGEST = 2**63 - 1
_NUMBER = re.compile(r"-?[0-9]{1,30}")


@dataclass(frozen=True)
class Filter:
    """One filter of a report.

    `type` is `integer`, `text`, `choice` (one of `choices`) or `integer or all`. `default` is
    None where the filter is off unless given. An integer is from `least` to `most`, where there are
    such bounds.
    """

    name: str
    type: str
    help: str
    default: int | str | None = None
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    def check(self, value: object) -> int | str:
        """The value, if it can be right; UsageError says what is allowed."""
        if self.type == "text" and isinstance(value, str) and _is_unicode(value):
            return value
        if self.type == "choice" and isinstance(value, str) and value in self.choices:
            return value
        if self.type == "integer or all" and value == ALL:
            return ALL
        if self.type.startswith("integer") and type(value) is int and self._holds(value):
            return value
        hint = did_you_mean(value, self.choices) if isinstance(value, str) else ""
        raise UsageError(f"{self.name} must be {self.allowed}, not {value!r}.{hint}")

    def parse(self, text: str) -> int | str:
        """The value that `text` stands for, on a command line or in an address.

        Nobody types U+0000, though a damaged name can have it.
        """
        if "\0" in text:
            raise UsageError(f"{self.name} must be {self.allowed}, not {text!r}.")
        is_number = self.type.startswith("integer") and _NUMBER.fullmatch(text)
        return self.check(int(text) if is_number else text)

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the largest number that is allowed, for an integer."""
        least = -_LARGEST if self.least is None else self.least
        return least, _LARGEST if self.most is None else self.most

    @property
    def allowed(self) -> str:
        """The values that are allowed, in words."""
        if self.type == "choice":
            return f"one of {', '.join(self.choices)}"
        if self.type == "text":
            return "a text"
        number = "a whole number" if self.least is None else f"a whole number from {self.least}"
        number += "" if self.most is None else f" to {self.most}"
        return f"{number} or {ALL}" if self.type == "integer or all" else number

    def _holds(self, number: int) -> bool:
        least, most = self.bounds
        return least <= number <= most


def _is_unicode(text: str) -> bool:
    """Whether a text is one; on a command line bytes that are none become lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


YEARS = (
    Filter("year", "integer", "Only movies released in this year"),
    Filter("from_year", "integer", "Only movies released in this year or later"),
    Filter("to_year", "integer", "Only movies released in this year or earlier"),
)
COMPANY = (
    Filter("company_id", "integer", "Only the company of this TMDB id"),
    Filter("company", "text", "Only companies of exactly this name, case ignored"),
)
GENRE = (
    Filter("genre_id", "integer", "Only the genre of this TMDB id"),
    Filter("genre", "text", "Only genres of exactly this name, case ignored"),
)
_OPTIONS = (
    Filter(
        "allocation",
        "choice",
        "Whether each of a movie's companies (genres) is credited with all of it or its share",
        default="full",
        choices=("full", "split"),
    ),
    Filter(
        "measure",
        "choice",
        "What popularity is",
        default="popularity",
        choices=(
            "popularity",
            "vote_count",
            "vote_average",
            "weighted_rating",
            "ratings",
            "rating_mean",
        ),
    ),
    Filter(
        "statistic",
        "choice",
        "How the movies' measures become one value",
        default="median",
        choices=("median", "mean", "geometric_mean", "total"),
    ),
    Filter(
        "min_movies",
        "integer",
        "Fewer movies than this are a small sample, which ranks behind the others",
        default=3,
        least=1,
    ),
    Filter("top", "integer or all", "How many genres of each year are shown", default=1, least=1),
)
SORT = Filter("sort", "choice", "Column to sort by, instead of the report's own order")
PAGE = (
    Filter("order", "choice", "Direction of sort", default="asc", choices=("asc", "desc")),
    Filter("limit", "integer", "Show at most this many rows", least=0),
    Filter("offset", "integer", "Leave out this many rows at the beginning", least=0),
)

# A filter stands outside of the report's own query: it chooses rows and changes none. The
# values are those that `bound` gives.
CONDITIONS = {
    "year": "release_year = :year",
    "from_year": "release_year >= :from_year",
    "to_year": "release_year <= :to_year",
    "company_id": "company_id = :company_id",
    "company": "company in (select company from reports.company where folded = :company)",
    "genre_id": "genre_id = :genre_id",
    "genre": "genre in (select genre from reports.genre where folded = :genre)",
    "top": "rank <= :top",
}
_NAMES = ("company", "genre")


def bound(applied: Mapping[str, int | str]) -> dict[str, int | str]:
    """The values of filters as their conditions compare them: names with their case ignored."""
    return {name: fold(str(value)) if name in _NAMES else value for name, value in applied.items()}


def filters_of(columns: Iterable[str], options: Iterable[str]) -> tuple[Filter, ...]:
    """The filters of a report with these columns and these options of its own."""
    columns, options = tuple(columns), tuple(options)
    return (
        *YEARS,
        *(COMPANY if "company" in columns else ()),
        *(GENRE if "genre" in columns else ()),
        *(option for option in _OPTIONS if option.name in options),
        replace(SORT, choices=columns),
        *PAGE,
    )


def sorted_by(filters: Iterable[Filter], columns: tuple[str, ...]) -> tuple[Filter, ...]:
    """The filters, with these columns to sort by."""
    return tuple(
        replace(each, choices=columns) if each.name == "sort" else each for each in filters
    )


def validate(
    report: str, filters: Iterable[Filter], given: Mapping[str, object]
) -> dict[str, int | str]:
    """The filters as they apply: those given, checked, and the defaults of the others.

    A value of None is one not given. UsageError for a filter that `report` does not have and for a
    value that is not allowed, ContradictionError for values that contradict each other.
    """
    known = {each.name: each for each in filters}
    for name in given:
        if name not in known:
            raise UsageError(
                f"{report} has no filter {name!r}.{did_you_mean(name, known)}"
                f" Its filters are {', '.join(known)}."
            )
    applied = {
        name: each.default if given.get(name) is None else each.check(given[name])
        for name, each in known.items()
    }
    kept = {name: value for name, value in applied.items() if value is not None}
    _refuse_contradictions(kept)
    if "sort" not in kept:
        del kept["order"]
    return kept


def _refuse_contradictions(applied: Mapping[str, int | str]) -> None:
    years = [
        (name, value)
        for name in ("from_year", "year", "to_year")
        if isinstance(value := applied.get(name), int)
    ]
    for (name, year), (later_name, later) in pairwise(years):
        if year > later:
            raise ContradictionError(
                f"{name} {year} is after {later_name} {later}: no year is in both."
            )
    if applied["order"] == "desc" and "sort" not in applied:
        raise ContradictionError("order needs a column to sort by: give sort as well.")
    if fold(str(applied.get("genre"))) == NONE and applied.get("top", ALL) != ALL:
        raise ContradictionError(f"{NONE} takes no rank: give top={ALL} to see it.")
