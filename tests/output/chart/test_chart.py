from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from tests.output.chart.answers import every_year, made_up

from reelhouse.errors import MissingExtraError, UsageError
from reelhouse.output.chart import draw, specification
from reelhouse.reports.catalog import definitions

if TYPE_CHECKING:
    from pathlib import Path

GENRES = made_up("genre-revenue", every_year(2, range(1990, 1993)))


def test_a_drawing_has_its_title_and_its_axes_with_units(tmp_path: Path) -> None:
    draw(GENRES, tmp_path / "revenue.svg")
    svg = (tmp_path / "revenue.svg").read_text()
    for text in ("Revenue by genre and year", "Revenue (US dollars)", "Release year", "Genre 2"):
        assert f">{text}</text>" in svg
    assert re.search(r">\$6M</text>", svg)


def test_a_png_is_a_png(tmp_path: Path) -> None:
    draw(GENRES, tmp_path / "revenue.PNG")
    assert (tmp_path / "revenue.PNG").read_bytes().startswith(b"\x89PNG")


def test_another_ending_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"revenue\.pdf .*must end with \.svg or \.png"):
        draw(GENRES, tmp_path / "revenue.pdf")
    assert list(tmp_path.iterdir()) == []


def test_without_its_package_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reelhouse\[charts\]'"):
        draw(GENRES, tmp_path / "revenue.svg")


@pytest.mark.parametrize("years", [range(1994, 1995), range(1990, 1995)])
@pytest.mark.parametrize("entities", [1, 2, 12])
@pytest.mark.parametrize("name", [report.name for report in definitions()])
def test_every_report_has_a_chart_that_vega_lite_accepts(
    name: str, entities: int, years: range
) -> None:
    import vl_convert

    spec = specification(made_up(name, every_year(entities, years)))
    assert vl_convert.vegalite_to_vega(spec)["marks"]
