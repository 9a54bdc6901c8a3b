"""What an answer covers, told with every answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.reports.reader import Reader

_SCOPE = """
select
    as_of,
    movies_total,
    movies_counted,
    undated,
    unreleased,
    without_company,
    without_genre,
    known_budget,
    known_revenue,
    suspect_money
from reports.scope
"""


@dataclass(frozen=True)
class Scope:
    """What the reports cover, in numbers of movies, and how this one was asked.

    - `as_of`: label of the newest delivery; None before the first one.
    - `movies_total`: all movies. Each is counted, undated or unreleased.
    - `movies_counted`: movies that count: dated, with status `Released` or none.
    - `undated`: movies without a release date.
    - `unreleased`: movies with a release date whose status is another one.
    - `without_company`, `without_genre`: counted movies that stand under `(none)`.
    - `known_budget`, `known_revenue`: counted movies whose budget (revenue) is known.
    - `suspect_money`: counted movies with a known budget or revenue under 1,000 dollars.
    - `allocation`: `full`, so that a movie of several companies (genres) counts for each of
      them, or `split`. A report without amounts of money is always `full`.
    - `measure`, `statistic`: what popularity means; None in other reports.
    """

    as_of: str | None
    movies_total: int
    movies_counted: int
    undated: int
    unreleased: int
    without_company: int
    without_genre: int
    known_budget: int
    known_revenue: int
    suspect_money: int
    allocation: str = "full"
    measure: str | None = None
    statistic: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The scope by name, in the order above; `measure` and `statistic` where they apply."""
        told = asdict(self)
        if self.measure is None:
            del told["measure"], told["statistic"]
        return told


def read_scope(warehouse: Reader, applied: Mapping[str, int | str]) -> Scope:
    """The scope of an answer to which these filters applied."""
    (numbers,) = warehouse.query(_SCOPE).to_pylist()
    options = ("allocation", "measure", "statistic")
    asked = {name: str(applied[name]) for name in options if name in applied}
    return Scope(**numbers | asked)
