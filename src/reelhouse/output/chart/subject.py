"""What a chart is about: who is compared, by which number, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.errors import UsageError
from reelhouse.output.answer import Answer
from reelhouse.output.text import count, readable

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
_SHOWN_ELSEWHERE = {
    *("allocation", "measure", "statistic", "sort", "order", "limit", "offset", "min_movies"),
    *("company", "genre"),
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
        number = next((name for name in (*MONEY, "value", "movies") if name in names), None)
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

    def axis(self) -> str:
        """Title of the axis, with its unit."""
        if self.is_money:
            return f"{self.number.capitalize()} (US dollars)"
        if self.number == "movies":
            return "Number of films"
        scope = self.answer.scope
        measure, statistic = str(scope.get("measure")), str(scope.get("statistic"))
        return f"{_STATISTICS.get(statistic, statistic)} {_MEASURES.get(measure, measure)}"

    def title(self) -> str:
        """Title of the report, and who it is narrowed to."""
        chosen = [
            str(self.answer.filters[n]) for n in ("company", "genre") if n in self.answer.filters
        ]
        return ": ".join([self.answer.title, ", ".join(chosen)] if chosen else [self.answer.title])

    def subtitle(self, reduction: str) -> list[str]:
        """Who is shown, what it covers, and the filters, in lines."""
        return [line for line in (reduction, self._coverage(), self._narrowing()) if line]

    def _coverage(self) -> str:
        scope = self.answer.scope
        facts = [f"Delivery {scope['as_of']}" if scope.get("as_of") else ""]
        if "movies_counted" in scope:
            counted, total = scope["movies_counted"], scope.get("movies_total")
            facts.append(f"{readable(counted)} of {readable(total)} films counted")
        if f"known_{self.number}" in scope:
            facts.append(f"{self.number} known of {readable(scope[f'known_{self.number}'])}")
        if self.number == "profit":
            facts.append("only films with both budget and revenue known")
        return " · ".join(filter(None, [*facts, self._allocation()]))

    def _allocation(self) -> str:
        """How a film of several is counted; nothing where one is looked at by itself."""
        shared = self.part or self.entity
        if self.number == "value":
            return ""
        if self.answer.scope.get("allocation") == "split":
            return f"a film is shared between its {_several(shared)}"
        return f"a film counts in full for each of its {_several(shared)}"

    def _narrowing(self) -> str:
        told = [
            f"{name.replace('_', ' ')} {value}"
            for name, value in self.answer.filters.items()
            if name not in _SHOWN_ELSEWHERE and (name, value) != ("top", 1)
        ]
        return f"Only {', '.join(told)}" if told else ""


def films(number: int) -> str:
    """A number of films, in words."""
    return count(number, "film")


def _several(entity: str) -> str:
    return {"company": "companies", "genre": "genres"}[entity]
