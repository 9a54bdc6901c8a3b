from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.looker.parsed import filters

from reelhouse.looker.identifiers import Identifiers
from reelhouse.looker.shape import is_measure, lookups, narrowed, options, row_key
from reelhouse.reports.catalog import ReportDefinition, definition, definitions

if TYPE_CHECKING:
    from tests.looker.parsed import Model
    from tests.states import Place

each_report = pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)

RELATION = re.compile(r"\b(?:from|join) ([\w.]+)")
NAMED_BY = re.compile(r"\b(\w+) as \(")
TYPES = {"number": {"int", "Decimal"}, "string": {"str"}, "yesno": {"bool"}}


@each_report
def test_a_view_has_the_columns_of_its_report_with_their_words(
    reports: Model, report: ReportDefinition
) -> None:
    view = reports.views[report.view]
    for column in report.columns:
        field = view.fields[column.name]
        assert field.kind == ("measure" if is_measure(column) else "dimension")
        assert field.columns == [column.name]
        assert field.told["description"].startswith(column.description)
        if column.unit:
            assert column.unit in field.told["label"].lower().replace("us", "US")
    others = {*(each.name for each in options(report)), "row_key"}
    assert set(view.fields) == {column.name for column in report.columns} | others


@each_report
def test_a_field_has_the_type_of_its_column(
    reports: Model, place: Place, report: ReportDefinition
) -> None:
    rows = place.query(f"select * from reports.{report.view}")
    view = reports.views[report.view]
    for number, column in enumerate(report.columns):
        found = {type(row[number]).__name__ for row in rows} - {"NoneType"}
        assert found
        assert found <= TYPES[view.fields[column.name].type]


@each_report
def test_a_view_asks_nothing_but_the_schema_of_the_reports(
    reports: Model, report: ReportDefinition
) -> None:
    query = reports.views[report.view].told["derived_table"]["sql"]
    steps = set(NAMED_BY.findall(query))
    assert {each for each in RELATION.findall(query) if not each.startswith("reports.")} <= steps
    assert "persist_for" not in query


@each_report
def test_options_are_parameters_with_their_choices_and_defaults(
    reports: Model, report: ReportDefinition
) -> None:
    view = reports.views[report.view]
    found = {
        name: (
            [each["value"] for each in view.fields[name].told.get("allowed_values", [])],
            view.fields[name].told["default_value"],
        )
        for name in view.of_kind("parameter")
    }
    assert found == {each.name: (list(each.choices), str(each.default)) for each in options(report)}
    assert ":" not in re.sub(r"--.*|::", "", view.told["derived_table"]["sql"])


def test_every_filter_of_a_report_is_an_option_or_chooses_by_a_column() -> None:
    report = definition("genre-popularity")
    assert [each.name for each in options(report)] == ["measure", "statistic", "min_movies"]
    assert narrowed(report) == {"release_year": "", "genre_id": "", "genre": "", "rank": "<=1"}
    assert narrowed(definition("company-budget")) == {
        "release_year": "",
        "company_id": "",
        "company": "",
    }


@each_report
def test_an_explore_has_the_title_of_its_report_and_shows_what_it_shows_by_default(
    reports: Model, report: ReportDefinition
) -> None:
    told = reports.explores[report.view].told
    assert (told["label"], told["description"]) == (report.title, report.description)
    always = filters(told.get("always_filter", {}))
    defaults = {name: words for name, words in narrowed(report).items() if words}
    assert always == {f"{report.view}.{name}": words for name, words in defaults.items()}


@each_report
def test_rows_are_told_apart_by_the_primary_key(
    reports: Model, place: Place, report: ReportDefinition
) -> None:
    assert reports.views[report.view].primary_key == "row_key"
    key = ", ".join(row_key(report))
    [(repeated,)] = place.query(
        f"select count(*) from (select {key} from reports.{report.view}"
        f" group by {key} having count(*) > 1) as repeated"
    )
    assert repeated == 0


@each_report
def test_names_are_suggested_from_the_marts_that_list_them(
    reports: Model, report: ReportDefinition
) -> None:
    view = reports.views[report.view]
    names = [mart.name for mart in lookups(report)]
    assert names == [name for name in ("company", "genre") if name in view.fields]
    for name in names:
        told = view.fields[name].told
        assert (told["suggest_explore"], told["suggest_dimension"]) == (name, f"{name}.{name}")
        assert reports.explores[name].told["hidden"] == "yes"
        assert reports.field(name, f"{name}.{name}").columns == [name]


def test_a_name_is_spelled_as_the_database_keeps_it() -> None:
    assert Identifiers("postgres").table("movies", "rating") == '"movies"."rating"'
    assert Identifiers("snowflake").table("movies", "rating") == '"MOVIES"."RATING"'
    assert Identifiers("snowflake").column("rating") == '${TABLE}."RATING"'
