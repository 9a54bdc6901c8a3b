"""Whether what a filter names exists in the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reelhouse.errors import ContradictionError, NotFoundError
from reelhouse.reports.filters import NONE
from reelhouse.reports.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.warehouse.base import Warehouse

_YEARS = """
select
    min(release_year) as first_year,
    max(release_year) as last_year,
    count(case when release_year between :low and :high then 1 end) as movies
from reports.counted_movie
"""


@dataclass(frozen=True)
class _Kind:
    """What has an id and a name; `listed` where there are few enough to name them all."""

    noun: str
    table: str
    listed: bool

    @property
    def id_filter(self) -> str:
        return f"{self.noun}_id"


_KINDS = (
    _Kind("company", "movies.production_company", listed=False),
    _Kind("genre", "movies.genre", listed=True),
)


def require_existing(warehouse: Warehouse, applied: Mapping[str, int | str]) -> None:
    """Raise NotFoundError where a year, company or genre of the filters does not exist.

    A company that exists may still have no movie that counts: that is an empty answer.
    """
    if {"year", "from_year", "to_year"} & applied.keys():
        _require_years(warehouse, applied)
    for kind in _KINDS:
        if kind.id_filter in applied:
            _require_id(warehouse, kind, applied)
        elif kind.noun in applied:
            _require_name(warehouse, kind, str(applied[kind.noun]))


def _require_years(warehouse: Warehouse, applied: Mapping[str, int | str]) -> None:
    low = applied.get("year", applied.get("from_year", -(2**31)))
    high = applied.get("year", applied.get("to_year", 2**31))
    (years,) = warehouse.query(_YEARS, {"low": low, "high": high}).to_pylist()
    if years["first_year"] is None:
        raise NotFoundError("there is no movie that counts: ingest a delivery first.")
    if years["movies"] == 0:
        asked = ", ".join(f"{name} {applied[name]}" for name in applied if name.endswith("year"))
        raise NotFoundError(
            f"no movie that counts is of {asked}:"
            f" they run from {years['first_year']} to {years['last_year']}."
        )


def _require_id(warehouse: Warehouse, kind: _Kind, applied: Mapping[str, int | str]) -> None:
    identity = applied[kind.id_filter]
    name = applied.get(kind.noun)
    found = warehouse.query(
        f"select name, lower(name) = lower(:name) as agrees"
        f" from {kind.table} where {kind.id_filter} = :id",
        {"id": identity, "name": name},
    ).to_pylist()
    if not found:
        raise NotFoundError(f"no {kind.noun} has the id {identity}.{_allowed(warehouse, kind)}")
    if name is not None and not found[0]["agrees"]:
        raise ContradictionError(f"the {kind.noun} {identity} is {found[0]['name']}, not {name!r}.")


def _require_name(warehouse: Warehouse, kind: _Kind, name: str) -> None:
    found = warehouse.query(
        f"select count(*) as number from {kind.table} where lower(name) = lower(:name)",
        {"name": name},
    ).to_pylist()
    if found[0]["number"] == 0 and name.lower() != NONE:
        names = [row["name"] for row in _all(warehouse, kind)]
        raise NotFoundError(
            f"no {kind.noun} is called {name!r}.{did_you_mean(name, [*names, NONE])}"
            f"{_allowed(warehouse, kind)}"
        )


def _allowed(warehouse: Warehouse, kind: _Kind) -> str:
    if not kind.listed:
        return f" A {kind.noun} is given by its TMDB id or its full name, case ignored, or {NONE}."
    listed = ", ".join(f"{row['name']} ({row['id']})" for row in _all(warehouse, kind))
    return f" There are {NONE}, {listed}." if listed else f" There is {NONE} alone."


def _all(warehouse: Warehouse, kind: _Kind) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = warehouse.query(
        f"select {kind.id_filter} as id, name from {kind.table} order by name, {kind.id_filter}"
    ).to_pylist()
    return rows
