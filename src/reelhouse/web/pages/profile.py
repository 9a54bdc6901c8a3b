"""One company or genre, year by year: its reports side by side, and what they come to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reelhouse.web.pages.links import chart_addresses

if TYPE_CHECKING:
    from decimal import Decimal

    from reelhouse.house import House

MONEY = ("budget", "revenue", "profit")


@dataclass(frozen=True)
class Profile:
    """`years` has a row for each year, the newest first.

    In it `release_year` and `movies`, and for each of budget, revenue and profit the sum, in how
    many films it is known (`known_budget`), its place in the year (`place_budget`), its share in
    percent and what it was the year before. `totals` are `movies`, sums and known films over all
    years; `genres` how many films there are of each, where it is a company; `charts` addresses.
    """

    years: list[dict[str, Any]]
    totals: dict[str, int | Decimal | None]
    genres: list[dict[str, Any]]
    charts: list[dict[str, str]]


def profile(house: House, by: str, identity: int) -> Profile:
    """The profile of the company or genre (`by`) of that id."""
    asked: dict[str, Any] = {f"{by}_id": identity}
    years: dict[int, dict[str, Any]] = {}
    for name in MONEY:
        for row in house.compared(f"{by}-{name}", **asked).table.to_pylist():
            year = years.setdefault(
                row["release_year"], {"release_year": row["release_year"], "movies": row["movies"]}
            )
            year[name] = row[name]
            for column in ("known", "place", "share", "before"):
                year[f"{column}_{name}"] = row.get(column)
    newest_first = [years[each] for each in sorted(years, reverse=True)]
    genres = _genres(house, asked) if by == "company" else []
    return Profile(newest_first, _totals(newest_first), genres, _charts(by, asked, newest_first))


def _totals(years: list[dict[str, Any]]) -> dict[str, int | Decimal | None]:
    totals: dict[str, int | Decimal | None] = {"movies": sum(row["movies"] for row in years)}
    for name in MONEY:
        amounts = [row[name] for row in years if row[name] is not None]
        totals[name] = sum(amounts) if amounts else None
        totals[f"known_{name}"] = sum(row[f"known_{name}"] for row in years)
    return totals


def _genres(house: House, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The genres of its films, the most frequent first."""
    films: Counter[tuple[str, int | None]] = Counter()
    for row in house.report("company-releases", **asked).table.to_pylist():
        films[row["genre"], row["genre_id"]] += row["movies"]
    order = sorted(films, key=lambda each: (-films[each], each[0]))
    return [
        {"genre": name, "genre_id": identity, "movies": films[name, identity]}
        for name, identity in order
    ]


def _charts(by: str, asked: dict[str, Any], years: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Charts of what is known, revenue first."""
    names = [name for name in ("revenue", "profit") if any(row[name] is not None for row in years)]
    return [
        {"title": f"{name.capitalize()} by year", **chart_addresses(f"{by}-{name}", **asked)}
        for name in names
    ]
