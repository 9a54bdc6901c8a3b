from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.looker.parsed import filters

from reelhouse.looker.shape import is_measure, narrowed, options, row_key
from reelhouse.looker.words import label
from reelhouse.reports.catalog import ReportDefinition, definitions
from reelhouse.reports.statement import literal

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
    others = {*(each.name for each in options(report)), "row_key", "is_named"}
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
    query = view.told["derived_table"]["sql"]
    assert view.of_kind("parameter") == [each.name for each in options(report)]
    for option in options(report):
        assert option.default is not None
        told = view.fields[option.name].told
        values = [each["value"] for each in told.get("allowed_values", [])]
        assert values == list(option.choices)
        assert f"coalesce({{% parameter {option.name} %}}, {literal(option.default)})" in query
        if any("_" in value for value in values):
            assert "default_value" not in told
            assert told["description"].endswith(f"{label(str(option.default))} unless chosen")
        else:
            assert told["default_value"] == str(option.default)
    assert ":" not in re.sub(r"--.*|::", "", query)


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
