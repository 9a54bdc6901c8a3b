"""The catalog is what the files of the reports say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reports.warehouses import PLACEHOLDER

from reelhouse.errors import UsageError
from reelhouse.reports.catalog import ReportDefinition, definition, definitions, read_definition
from reelhouse.reports.query import run

if TYPE_CHECKING:
    from reelhouse.warehouse.base import Warehouse

COMPANY = ["company_id", "company", "release_year"]
GENRE = ["genre_id", "genre", "release_year", "movies"]
COLUMNS = {
    "company-budget": [*COMPANY, "movies", "known", "budget"],
    "company-popularity": [*COMPANY, "movies", "known", "value"],
    "company-profit": [*COMPANY, "movies", "known", "budget", "revenue", "profit"],
    "company-releases": [*COMPANY, "genre_id", "genre", "movies"],
    "company-revenue": [*COMPANY, "movies", "known", "revenue"],
    "genre-budget": [*GENRE, "known", "budget"],
    "genre-popularity": [
        *("release_year", "rank", "genre_id", "genre"),
        *("movies", "known", "value", "small_sample"),
    ],
    "genre-profit": [*GENRE, "known", "budget", "revenue", "profit"],
    "genre-revenue": [*GENRE, "known", "revenue"],
}

each_report = pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)


def test_there_are_nine_reports_with_the_columns_agreed_on() -> None:
    found = {report.name: [column.name for column in report.columns] for report in definitions()}
    assert found == COLUMNS


def test_a_report_is_found_by_its_name() -> None:
    assert definition("genre-revenue").title == "Revenue by genre and year"


def test_a_name_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UsageError) as refusal:
        definition("genre-revenues")
    assert str(refusal.value) == (
        "there is no report 'genre-revenues'. Did you mean genre-revenue, company-revenue or"
        f" genre-budget? The reports are {', '.join(COLUMNS)}."
    )


@each_report
def test_a_report_says_what_it_is(report: ReportDefinition) -> None:
    assert report.title
    assert report.description.endswith(".")
    assert all(column.description for column in report.columns)
    assert all(each.help for each in report.filters)


@each_report
def test_the_query_gives_the_columns_that_the_header_names(
    report: ReportDefinition, cut: Warehouse
) -> None:
    parameters = {each.name: each.default for each in report.filters}
    given = cut.query(report.sql, parameters).column_names
    assert given == [column.name for column in report.columns]


@each_report
def test_the_options_of_the_header_are_those_of_the_query(report: ReportDefinition) -> None:
    options = {each.name for each in report.filters if each.default is not None}
    assert set(PLACEHOLDER.findall(report.sql)) == options - {"top", "order"}


@each_report
def test_the_order_leaves_no_two_rows_equal(report: ReportDefinition, cut: Warehouse) -> None:
    top = {"top": "all"} if report.name == "genre-popularity" else {}
    answer = run(cut, report.name, **top)
    places = [answer.columns.index(column) for column in report.order]
    keys = [tuple(row[place] for place in places) for row in answer.rows]
    assert keys
    assert len(set(keys)) == len(keys)


def test_a_report_can_describe_a_column_in_its_own_words() -> None:
    (known,) = [each for each in definition("genre-profit").columns if each.name == "known"]
    assert (known.unit, known.description) == (
        "movies",
        "Movies whose budget and revenue are both known",
    )


def test_a_header_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="report x: expected a line `-- key: text`, found '--'"):
        read_definition("x", "-- title: X\n--\n\nselect 1")
