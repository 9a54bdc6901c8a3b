from __future__ import annotations

import json

import pyarrow as pa
import pytest
from tests.output.chart.answers import every_year, made_up

from reelhouse.errors import UsageError
from reelhouse.output import Answer
from reelhouse.output.chart import specification


def test_several_by_year_are_lines() -> None:
    spec = specification(made_up("genre-revenue", every_year(2, range(1990, 1993))))
    assert spec["mark"]["type"] == "line"
    assert spec["encoding"]["color"]["scale"]["domain"] == ["Genre 1", "Genre 2"]


def test_many_by_year_have_a_panel_each() -> None:
    spec = specification(made_up("genre-revenue", every_year(5, range(1990, 1993))))
    assert spec["facet"]["sort"] == [f"Genre {number}" for number in range(1, 6)]


def test_one_by_year_is_bars() -> None:
    spec = specification(made_up("genre-revenue", every_year(1, range(1990, 1993))))
    assert spec["mark"]["type"] == "bar"
    assert spec["encoding"]["x"]["field"] == "year"


def test_a_single_year_is_a_ranking() -> None:
    spec = specification(made_up("company-profit", every_year(30, range(1990, 1991))))
    assert spec["title"]["text"] == "Profit by company and year: 1990"
    assert spec["encoding"]["y"]["sort"] == {"field": "amount", "order": "descending"}
    assert len(spec["data"]["values"]) == 20


def test_a_ranking_keeps_the_ranks_of_the_report() -> None:
    rows = every_year(3, range(1994, 1995), small_sample=True)
    spec = specification(made_up("genre-popularity", rows, filters={"top": "all", "min_movies": 3}))
    assert spec["encoding"]["y"]["sort"] == {"field": "rank"}
    assert "Pale: fewer than 3 films" in spec["title"]["subtitle"]


def test_what_is_not_known_has_no_bar() -> None:
    rows = every_year(2, range(1990, 1991))
    rows[1]["revenue"] = None
    spec = specification(made_up("genre-revenue", rows))
    assert [row["name"] for row in spec["data"]["values"]] == ["Genre 1"]


def test_the_specification_is_plain_json() -> None:
    spec = specification(made_up("genre-revenue", every_year(12, range(1990, 1993))))
    assert json.loads(json.dumps(spec)) == spec


def test_an_answer_without_rows_cannot_be_drawn() -> None:
    with pytest.raises(UsageError, match="nothing to draw: genre-revenue has no rows"):
        specification(made_up("genre-revenue", []))


def test_what_has_no_years_cannot_be_drawn() -> None:
    with pytest.raises(UsageError, match="there is no chart for rejects"):
        specification(Answer.of_table("rejects", "Rejects", pa.table({"line": [1]})))
