from __future__ import annotations

from reelhouse.looker.shape import is_additive, is_measure, narrowed, options, row_key
from reelhouse.reports.catalog import definition


def test_amounts_are_told_from_what_tells_rows_apart() -> None:
    report = definition("genre-popularity")
    measures = [each.name for each in report.columns if is_measure(each)]
    assert measures == ["movies", "known", "value"]
    assert [each.name for each in report.columns if not is_additive(each)] == ["value"]
    assert row_key(report) == ("release_year", "genre_id")


def test_every_filter_of_a_report_is_an_option_or_chooses_by_a_column() -> None:
    report = definition("genre-popularity")
    assert [each.name for each in options(report)] == ["measure", "statistic", "min_movies"]
    assert narrowed(report) == {"release_year": "", "genre_id": "", "genre": "", "rank": "<=1"}
    assert narrowed(definition("company-budget")) == {
        "release_year": "",
        "company_id": "",
        "company": "",
    }
