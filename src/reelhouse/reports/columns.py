"""The columns that reports share: each is described once, here.

A report's file can describe a column in narrower words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

US_DOLLARS = "US dollars"
FIGURES = ("profit", "revenue", "budget", "value", "movies")
"""What a report can be about: the first of these among its columns."""


@dataclass(frozen=True)
class Column:
    """A column of a report. `unit` is empty where there is none."""

    name: str
    unit: str
    description: str


SHARED = {
    column.name: column
    for column in (
        Column("company_id", "", "TMDB id of the company; NULL for the movies without one"),
        Column("company", "", "Name of the company, or (none)"),
        Column("genre_id", "", "TMDB id of the genre; NULL for the movies without one"),
        Column("genre", "", "Name of the genre, or (none)"),
        Column("release_year", "year", "Calendar year of the release date"),
        Column("rank", "", "Place within the year, from 1; NULL for (none)"),
        Column("movies", "movies", "Movies that count"),
        Column("known", "movies", "Movies that have the measure"),
        Column("budget", US_DOLLARS, "Sum of the known budgets; NULL where none is known"),
        Column("revenue", US_DOLLARS, "Sum of the known revenues; NULL where none is known"),
        Column("profit", US_DOLLARS, "Sum of revenue - budget; NULL where no movie has both"),
        Column("value", "", "The statistic of the measure, to 6 decimals; NULL where none has it"),
        Column("small_sample", "", "Whether there are fewer than min_movies movies"),
    )
}
