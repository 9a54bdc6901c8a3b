from __future__ import annotations

from typing import Any

from tests.output.chart.answers import made_up

from reelhouse.output.chart import specification


def release(company: int, genre: int, year: int, movies: int) -> dict[str, Any]:
    return {
        "company_id": company,
        "company": f"Company {company}",
        "genre_id": genre,
        "genre": f"Genre {genre:02}",
        "release_year": year,
        "movies": movies,
    }


def test_small_genres_become_one_and_nothing_is_lost() -> None:
    rows = [release(1, genre, year, 20 - genre) for genre in range(1, 13) for year in (1990, 1991)]
    spec = specification(made_up("company-releases", rows))
    drawn = spec["data"]["values"]
    assert sum(row["amount"] for row in drawn) == sum(row["movies"] for row in rows)
    scale = spec["encoding"]["color"]["scale"]
    assert scale["domain"] == [*(f"Genre {genre:02}" for genre in range(1, 10)), "other genres"]
    assert len(set(scale["range"])) == 10
    assert sum(row["amount"] for row in drawn if row["part"] == "other genres") == 2 * (10 + 9 + 8)


def test_companies_have_a_panel_each_those_with_the_most_films() -> None:
    rows = [release(company, 1, year, company) for company in range(1, 9) for year in (1990, 1991)]
    spec = specification(made_up("company-releases", rows))
    assert spec["facet"]["sort"] == [f"Company {company}" for company in (8, 7, 6, 5, 4, 3)]
    assert "6 of 8 companies, those with the most films" in spec["title"]["subtitle"]


def test_in_a_single_year_they_are_ranked() -> None:
    rows = [release(company, 1, 1990, company) for company in (1, 2)]
    spec = specification(made_up("company-releases", rows))
    assert spec["title"]["text"] == "Releases by company, year and genre: 1990"
    assert spec["encoding"]["y"]["sort"] == ["Company 2", "Company 1"]
