from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reelhouse.reports.catalog import definitions

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]


def test_every_report_and_every_filter_is_listed(run: Run) -> None:
    text = run("reports").stdout
    for report in definitions():
        assert f"\n{report.name} " in text
        assert report.title in text
        for each in report.filters:
            assert f"\n--{each.name.replace('_', '-')} " in text


def test_filters_say_whose_they_are(run: Run) -> None:
    lines = dict(line.split(maxsplit=1) for line in run("reports").stdout.splitlines() if line)
    assert lines["--year"] == "all"
    assert lines["--company"] == "company-*"
    assert lines["--genre"] == "company-releases, genre-*"
    assert lines["--allocation"] == "all but company-popularity, company-releases, genre-popularity"
    assert lines["--top"] == "genre-popularity"


def test_one_report_tells_its_columns_and_filters(run: Run) -> None:
    text = run("reports", "genre-popularity").stdout
    assert text.startswith("genre-popularity: ")
    assert "\nsmall_sample " in text
    assert "median, mean, geometric_mean, total" in text


def test_as_json_for_programs(run: Run) -> None:
    listed = json.loads(run("reports", "--format", "json").stdout)
    assert [each["name"] for each in listed] == [report.name for report in definitions()]
    popularity = next(each for each in listed if each["name"] == "genre-popularity")
    top = next(each for each in popularity["filters"] if each["name"] == "top")
    assert (top["default"], top["type"], top["least"]) == (1, "integer or all", 1)
    assert popularity["columns"][0]["name"] == "release_year"


def test_an_unknown_report_is_an_error(run: Run) -> None:
    result = run("reports", "genre")
    assert result.exit_code == 2
    assert "there is no report 'genre'" in result.stderr
