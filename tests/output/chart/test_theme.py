"""Charts in the dark, and when they are pointed at."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.output.chart.answers import every_year, made_up

from reelhouse.output.chart import darkened, specification, theme
from reelhouse.reports.catalog import definitions

each_form = pytest.mark.parametrize("years", [range(1994, 1995), range(1990, 1995)])
each_size = pytest.mark.parametrize("entities", [1, 2, 12])
each_report = pytest.mark.parametrize("name", [report.name for report in definitions()])


@each_form
@each_size
@each_report
def test_in_the_dark_no_colour_is_that_of_the_day(name: str, entities: int, years: range) -> None:
    day = specification(made_up(name, every_year(entities, years)))
    dark = darkened(day)
    assert dark["data"] == day["data"]
    told = json.dumps({key: part for key, part in dark.items() if key != "data"})
    for colour in (theme.INK, theme.MUTED, theme.RULE, theme.MAIN, theme.PALE, *theme.PALETTE):
        assert colour not in told
    assert f'"{theme.GROUND}"' not in told
    assert darkened(dark) == dark


def test_data_that_look_like_a_colour_stay() -> None:
    rows = [{"genre": "white", "genre_id": 1, "release_year": 1990, "revenue": 5}]
    dark = darkened(specification(made_up("genre-revenue", rows)))
    assert dark["data"]["values"][0]["name"] == "white"


@each_form
@each_size
@each_report
def test_every_mark_in_front_tells_what_it_stands_for(
    name: str, entities: int, years: range
) -> None:
    spec = specification(made_up(name, every_year(entities, years)))
    front = marks(spec)
    assert front
    for mark in front:
        fields = [each["field"] for each in mark["encoding"]["tooltip"]]
        assert fields[0] == "name"
        assert fields[-2:] == ["year", "amount"]
        assert ("part" in fields) == (name == "company-releases")


def marks(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of a specification that draw its own data."""
    inner = [spec["spec"]] if "spec" in spec else spec.get("layer", [])
    found = [mark for each in inner if "data" not in each for mark in marks(each)]
    return [*found, *([spec] if "mark" in spec else [])]
