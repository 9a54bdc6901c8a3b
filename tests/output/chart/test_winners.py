from __future__ import annotations

from tests.output.chart.answers import every_year, made_up

from reelhouse.output.chart import specification


def test_each_genre_that_was_ahead_has_a_line_the_most_often_first() -> None:
    rows = every_year(1, range(1990, 1993))
    rows[0] |= {"genre": "War", "genre_id": 10752, "small_sample": True}
    filters: dict[str, object] = {"top": 1, "min_movies": 3}
    spec = specification(made_up("genre-popularity", rows, filters=filters))
    assert spec["encoding"]["y"]["sort"] == ["Genre 1", "War"]
    assert (
        spec["title"]["subtitle"][0] == "The genre ahead in each year; hollow: fewer than 3 films"
    )
    assert spec["encoding"]["size"]["title"] == "Median TMDB popularity"


def test_several_of_each_year_are_lines_instead() -> None:
    rows = every_year(3, range(1990, 1993))
    spec = specification(made_up("genre-popularity", rows, filters={"top": 3}))
    assert spec["mark"]["type"] == "line"
    assert "Only the first 3 genres of each year" in spec["title"]["subtitle"]
