"""What a chart is about: who is compared, by which number, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError
from reelhouse.reports.columns import FIGURES

if TYPE_CHECKING:
    from reelhouse.output.answer import Answer

MONEY = ("profit", "revenue", "budget")
YEAR = "release_year"

_MEASURES = {
    "popularity": "TMDB popularity",
    "vote_count": "number of TMDB votes",
    "vote_average": "TMDB vote, 0 to 10",
    "weighted_rating": "weighted rating, 0 to 10",
    "ratings": "number of MovieLens ratings",
    "rating_mean": "MovieLens rating, 0.5 to 5 stars",
}
_STATISTICS = {
    "median": "Median",
    "mean": "Mean",
    "geometric_mean": "Geometric mean of",
    "total": "Total of",
}


@dataclass(frozen=True)
class Subject:
    """The columns of an answer as a chart sees them.

    `entity` is `company` or `genre`; `part` is what its bars are divided into, or empty;
    `number` is what is drawn, `weight` what decides who is shown where there are too many.
    """

    answer: Answer
    entity: str
    number: str
    weight: str
    part: str = ""

    @classmethod
    def of(cls, answer: Answer) -> Subject:
        """Find it in the columns; UsageError where there is nothing to draw."""
        names = [field.name for field in answer.fields]
        entity = next((name for name in ("company", "genre") if name in names), None)
        number = next((name for name in FIGURES if name in names), None)
        if entity is None or number is None or YEAR not in names:
            raise UsageError(f"there is no chart for {answer.name}")
        if not answer.data.num_rows:
            raise UsageError(
                f"there is nothing to draw: {answer.name} has no rows for these filters"
            )
        averaged = number == "value" and answer.scope.get("statistic") != "total"
        part = "genre" if entity == "company" and "genre" in names else ""
        return cls(answer, entity, number, "known" if averaged else number, part)

    @property
    def is_money(self) -> bool:
        """Whether the number is an amount of dollars."""
        return self.number in MONEY

    @property
    def plural(self) -> str:
        """Several of what is compared."""
        return {"company": "companies", "genre": "genres"}[self.entity]

    @property
    def is_ranked(self) -> bool:
        """Whether the rows have a rank within their year."""
        return "rank" in self.answer.data.column_names

    @property
    def small_sample(self) -> str:
        """What a small sample is, in words."""
        return f"fewer than {self.answer.filters.get('min_movies')} films"

    def axis(self) -> str:
        """Title of the axis, with its unit."""
        if self.is_money:
            return f"{self.number.capitalize()} (US dollars)"
        if self.number == "movies":
            return "Number of films"
        scope = self.answer.scope
        measure, statistic = str(scope.get("measure")), str(scope.get("statistic"))
        return f"{_STATISTICS.get(statistic, statistic)} {_MEASURES.get(measure, measure)}"
