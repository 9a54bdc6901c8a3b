"""Whether what a filter names exists in the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import ContradictionError, NotFoundError
from reelhouse.reports.filters import NONE
from reelhouse.reports.folding import fold
from reelhouse.reports.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.reports.reader import Reader

_YEARS = "select release_year from reports.counted_year"


@dataclass(frozen=True)
class _Kind:
    """What has an id and a name; `listed` where there are few enough to name them all."""

    noun: str
    listed: bool

    @property
    def id_filter(self) -> str:
        return f"{self.noun}_id"


_KINDS = (_Kind("company", listed=False), _Kind("genre", listed=True))


def require_existing(warehouse: Reader, applied: Mapping[str, int | str]) -> None:
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


def _require_years(warehouse: Reader, applied: Mapping[str, int | str]) -> None:
    years = warehouse.query(_YEARS).column(0).to_pylist()
    if not years:
        raise NotFoundError("there is no movie that counts: ingest a delivery first.")
    low = int(applied.get("year", applied.get("from_year", min(years))))
    high = int(applied.get("year", applied.get("to_year", max(years))))
    if not any(low <= year <= high for year in years):
        asked = ", ".join(f"{name} {applied[name]}" for name in applied if name.endswith("year"))
        raise NotFoundError(
            f"no movie that counts is of {asked}: they run from {min(years)} to {max(years)}."
        )


def _require_id(warehouse: Reader, kind: _Kind, applied: Mapping[str, int | str]) -> None:
    identity, name = applied[kind.id_filter], applied.get(kind.noun)
    found = warehouse.query(
        f"select {kind.noun} as name, folded from reports.{kind.noun} where {kind.id_filter} = :id",
        {"id": identity},
    ).to_pylist()
    if not found:
        raise NotFoundError(f"no {kind.noun} has the id {identity}.{_allowed(warehouse, kind)}")
    if name is not None and found[0]["folded"] != fold(str(name)):
        raise ContradictionError(f"the {kind.noun} {identity} is {found[0]['name']}, not {name!r}.")


def _require_name(warehouse: Reader, kind: _Kind, name: str) -> None:
    found = warehouse.query(
        f"select count(*) as number from reports.{kind.noun} where folded = :name",
        {"name": fold(name)},
    ).to_pylist()
    if found[0]["number"] == 0:
        names = [each for each, _ in known(warehouse, kind.noun)]
        raise NotFoundError(
            f"no {kind.noun} is called {name!r}.{did_you_mean(name, [*names, NONE])}"
            f"{_allowed(warehouse, kind)}"
        )


def known(warehouse: Reader, noun: str) -> list[tuple[str, int]]:
    """All companies or genres (`noun`) that reports know: names and ids, in order of names.

    (none), which has no id, is not among them.
    """
    rows = warehouse.query(
        f"select {noun} as name, {noun}_id as id from reports.{noun} where {noun}_id is not null"
    ).to_pylist()
    return sorted((row["name"], row["id"]) for row in rows)


def _allowed(warehouse: Reader, kind: _Kind) -> str:
    if not kind.listed:
        return f" A {kind.noun} is given by its TMDB id or its full name, case ignored, or {NONE}."
    listed = ", ".join(f"{name} ({identity})" for name, identity in known(warehouse, kind.noun))
    return f" There are {NONE}, {listed}." if listed else f" There is {NONE} alone."
