"""What the films of each year come to, against sums over the files themselves."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reelhouse.reports.years import read_years

if TYPE_CHECKING:
    from tests.reports.conftest import Case
    from tests.reports.deliveries import Movie


def test_each_year_is_the_sum_of_its_films(real: Case) -> None:
    films: dict[int, list[Movie]] = defaultdict(list)
    for movie in real.delivery.counted:
        assert movie.released is not None
        films[movie.released.year].append(movie)
    assert read_years(real.warehouse).to_pylist() == [
        {
            "release_year": year,
            "movies": len(films[year]),
            **known(films[year], "budget"),
            **known(films[year], "revenue"),
            "known_profit": sum(is_known(each) for each in films[year]),
            "profit": profit(films[year]),
        }
        for year in sorted(films)
    ]


def known(films: list[Movie], name: str) -> dict[str, int | None]:
    amounts = [getattr(each, name) for each in films if getattr(each, name) is not None]
    return {f"known_{name}": len(amounts), name: sum(amounts) if amounts else None}


def is_known(film: Movie) -> bool:
    return film.budget is not None and film.revenue is not None


def profit(films: list[Movie]) -> int | None:
    sums = [
        film.revenue - film.budget
        for film in films
        if film.budget is not None and film.revenue is not None
    ]
    return sum(sums) if sums else None
