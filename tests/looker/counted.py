"""The money of counted films, worked out from the films themselves in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from reelhouse.looker.routes import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Row = dict[str, Any]

_FILMS = """
    select movie_id, title, cast(extract(year from release_date) as integer), budget, revenue
    from movies.movie
    where release_date is not null and (status is null or status = 'Released')
"""
_GENRES = (
    "select movie_id, genre_id, name from movies.movie_genre join movies.genre using (genre_id)"
)
_COMPANIES = """
    select movie_id, company_id, name
    from movies.movie_company join movies.production_company using (company_id)
"""


@dataclass(frozen=True)
class Films:
    """Films as rows of their columns, with the genres and the companies of each."""

    films: Sequence[Row]
    genres: dict[int, list[Row]]
    companies: dict[int, list[Row]]

    def figures(
        self, fields: Sequence[str], chosen: dict[str, Callable[[Any], bool]]
    ) -> list[tuple[Any, ...]]:
        """The rows of the fields, of what the conditions hold for, with all figures.

        A film is once in each row, for however many of its genres and companies.
        """
        groups: dict[tuple[Any, ...], dict[int, Row]] = {} if fields else {(): {}}
        for film in self.films:
            for row in self._told({*fields, *chosen}, film):
                if all(holds(row[name]) for name, holds in chosen.items()):
                    key = tuple(row[name] for name in fields)
                    groups.setdefault(key, {})[film["movie_id"]] = film
        return [(*key, *_sums(list(films.values()))) for key, films in groups.items()]

    def _told(self, names: set[str], film: Row) -> Iterable[Row]:
        told = [[film]]
        for entity, of_films in (("genre", self.genres), ("company", self.companies)):
            if names & {entity, f"{entity}_id"}:
                none: Row = {entity: "(none)", f"{entity}_id": None}
                told.append(of_films.get(film["movie_id"], [none]))
        for rows in product(*told):
            yield dict(chain.from_iterable(row.items() for row in rows))


def films(ask: Callable[[str], list[tuple[Any, ...]]]) -> Films:
    """The films of a warehouse."""
    found = [
        dict(zip(("movie_id", "title", "release_year", "budget", "revenue"), row, strict=True))
        for row in ask(_FILMS)
    ]
    return Films(found, _of(ask(_GENRES), "genre"), _of(ask(_COMPANIES), "company"))


def _of(rows: Iterable[tuple[Any, ...]], name: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for movie_id, id_, words in rows:
        found.setdefault(movie_id, []).append({f"{name}_id": id_, name: words})
    return found


def _sums(films: list[Row]) -> tuple[Any, ...]:
    known = {name: [film[name] for film in films if film[name]] for name in ("budget", "revenue")}
    known["profit"] = [
        film["revenue"] - film["budget"] for film in films if film["revenue"] and film["budget"]
    ]
    told: dict[str, Any] = {"movies": len(films)}
    for name, amounts in known.items():
        told |= {f"known_{name}": len(amounts), name: sum(amounts) if amounts else None}
    # Of no films at all there is no row to be counted.
    return tuple(told[name] if films else None for name in FIGURES)
