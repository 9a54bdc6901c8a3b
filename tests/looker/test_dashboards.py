from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.looker.resolver import query

from reelhouse.looker.project import REPORTS
from reelhouse.looker.shape import is_measure, narrowed, options
from reelhouse.looker.words import label
from reelhouse.reports.catalog import ReportDefinition, definitions

if TYPE_CHECKING:
    from tests.looker.parsed import Model
    from tests.states import Place

each_report = pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)


def tiles(dashboard: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in dashboard["elements"]}


def test_there_is_one_for_each_report(reports: Model) -> None:
    titles = {name: told["title"] for name, told in reports.dashboards.items()}
    assert titles == {report.view: report.title for report in definitions()}


@each_report
def test_every_field_that_it_names_is_there(reports: Model, report: ReportDefinition) -> None:
    dashboard = reports.dashboards[report.view]
    for told in (*dashboard["filters"], *dashboard["elements"]):
        assert told["model"] == REPORTS
        named = [told["field"]] if "field" in told else []
        named += [*told.get("dimensions", []), *told.get("measures", [])]
        named += [*told.get("pivots", []), *told.get("filters", {})]
        named += [*told.get("listen", {}).values(), *told.get("hidden_fields", [])]
        named += [each.split(" ")[0] for each in told.get("sorts", [])]
        assert named
        for name in named:
            reports.field(told["explore"], name)


@each_report
def test_it_can_be_asked_with_what_the_report_can_be_asked_with(
    reports: Model, report: ReportDefinition
) -> None:
    dashboard = reports.dashboards[report.view]
    filters = {each["name"]: each for each in dashboard["filters"]}
    names = [*(each.name for each in options(report)), *narrowed(report)]
    assert list(filters) == [label(each) for each in names]
    assert {each["name"] for each in dashboard["filters"] if each["required"]} == {
        label(each.name) for each in options(report)
    }
    for name in ("chart", "rows"):
        assert list(tiles(dashboard)[name]["listen"]) == list(filters)


@each_report
def test_its_rows_are_those_of_the_report(reports: Model, report: ReportDefinition) -> None:
    rows = tiles(reports.dashboards[report.view])["rows"]
    names = [f"{report.view}.{column.name}" for column in report.columns]
    assert sorted(rows["dimensions"] + rows["measures"]) == sorted(names)
    assert rows["sorts"] == [f"{report.view}.{name}" for name in report.order]


@each_report
def test_a_chart_shows_numbers_that_can_be_shown_so(
    reports: Model, place: Place, report: ReportDefinition
) -> None:
    chart = tiles(reports.dashboards[report.view])["chart"]
    fields = [*chart["dimensions"], *chart["measures"]]
    rows = place.query(query(reports, report.view, fields, chart["filters"]))
    assert rows
    assert all(row[-1] is not None for row in rows)
    assert all("(none)" not in row[:-1] for row in rows)
    assert len({row[:-1] for row in rows}) == len(rows)
    assert set(chart["pivots"]) < set(chart["dimensions"])
    # A filter that the dashboard has as well would give way to it.
    assert not set(chart["filters"]) & set(chart["listen"].values())
    assert is_measure({each.name: each for each in report.columns}[fields[-1].split(".")[1]])


@each_report
def test_it_says_what_the_report_covers(reports: Model, report: ReportDefinition) -> None:
    scope = tiles(reports.dashboards[report.view])["scope"]
    assert scope["explore"] == "scope"
    assert set(scope["dimensions"]) == {
        f"scope.{each}" for each in reports.views["scope"].of_kind("dimension")
    }


@each_report
def test_tiles_do_not_lie_on_each_other(reports: Model, report: ReportDefinition) -> None:
    end = 0
    for tile in reports.dashboards[report.view]["elements"]:
        assert tile["row"] == end
        end += tile["height"]


def test_companies_of_the_same_name_are_told_apart(reports: Model) -> None:
    chart = tiles(reports.dashboards["company_revenue"])["chart"]
    assert chart["dimensions"] == ["company_revenue.company_id", "company_revenue.company"]
    assert chart["hidden_fields"] == ["company_revenue.company_id"]
