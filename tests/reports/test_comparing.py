"""Figures beside others: places, shares and the year before, computed once more in plain Python."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest

from reelhouse.errors import NotFoundError, UsageError
from reelhouse.reports.catalog import definitions
from reelhouse.reports.comparing import compared
from reelhouse.reports.query import answer, run
from reelhouse.reports.years import read_years

if TYPE_CHECKING:
    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.warehouse.base import Warehouse

    Row = dict[str, Any]

each_report = pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)


def asked(warehouse: Warehouse, report: ReportDefinition, **filters: object) -> list[Row]:
    rows: list[Row] = answer(warehouse, compared(report.name), filters).table.to_pylist()
    return rows


def plain(warehouse: Warehouse, report: ReportDefinition, **filters: object) -> list[Row]:
    rows: list[Row] = run(warehouse, report.name, **filters).table.to_pylist()
    return rows


def everything(report: ReportDefinition) -> list[dict[str, object]]:
    """Questions that leave no row out."""
    options = {each.name for each in report.filters}
    if "top" in options:
        return [{"top": "all"}, {"top": "all", "measure": "ratings", "statistic": "total"}]
    return [{}, {"allocation": "split"}] if "allocation" in options else [{}]


@each_report
def test_the_report_s_own_columns_stay_as_they_are(
    cut: Warehouse, report: ReportDefinition
) -> None:
    own = [each.name for each in report.columns]
    for question in everything(report):
        found = asked(cut, report, **question)
        assert [{name: row[name] for name in own} for row in found] == plain(
            cut, report, **question
        )


@each_report
def test_a_place_counts_those_of_the_year_that_have_more(
    cut: Warehouse, report: ReportDefinition
) -> None:
    if "rank" in {each.name for each in report.columns}:
        assert "place" not in {each.name for each in compared(report.name).columns}
        return
    figure, whose = report.figure.name, f"{report.by}_id"
    for question in everything(report):
        found = asked(cut, report, **question)
        peers: dict[object, list[Any]] = {}
        for row in found:
            if row[whose] is not None and row[figure] is not None:
                peers.setdefault(among(report, row), []).append(row[figure])
        for row in found:
            is_placed = row[whose] is not None and row[figure] is not None
            more = [each for each in peers.get(among(report, row), []) if each > (row[figure] or 0)]
            assert row["place"] == (len(more) + 1 if is_placed else None), row


def among(report: ReportDefinition, row: Row) -> object:
    """Among whom a company or genre has its place."""
    parted = report.name == "company-releases"
    return (row["release_year"], row["genre_id"] if parted else None)


@each_report
def test_a_share_is_of_what_all_films_of_the_year_come_to(
    cut: Warehouse, report: ReportDefinition
) -> None:
    figure = report.figure.name
    has_share = "share" in {each.name for each in compared(report.name).columns}
    assert has_share == (figure in {"budget", "revenue", "movies"})
    if not has_share:
        return
    totals = {row["release_year"]: row[figure] for row in read_years(cut).to_pylist()}
    for question in everything(report):
        for row in asked(cut, report, **question):
            whole = totals[row["release_year"]]
            part = None if row[figure] is None else Decimal(row[figure]) * 100 / whole
            expected = None if part is None else part.quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert row["share"] == expected, row


@each_report
def test_the_year_before_is_the_calendar_s(cut: Warehouse, report: ReportDefinition) -> None:
    figure = report.figure.name
    for question in everything(report):
        found = asked(cut, report, **question)
        told = {(*who(row), row["release_year"]): row[figure] for row in found}
        assert len(told) == len(found)
        for row in found:
            assert row["before"] == told.get((*who(row), row["release_year"] - 1)), row


def who(row: Row) -> tuple[object, ...]:
    return tuple(row.get(name) for name in ("company_id", "company", "genre_id", "genre"))


@each_report
def test_filters_leave_rows_out_and_change_none(cut: Warehouse, report: ReportDefinition) -> None:
    for question in everything(report):
        found = asked(cut, report, **question)
        year = max(row["release_year"] for row in found if row["before"] is not None)
        of_year = [row for row in found if row["release_year"] == year]
        assert asked(cut, report, **question, year=year) == of_year
        last = asked(cut, report, **question, sort="before", order="desc", limit=1)
        assert last[0]["before"] == max(row["before"] for row in found if row["before"] is not None)


def test_what_there_is_not_is_told_as_for_the_report_itself(cut: Warehouse) -> None:
    with pytest.raises(NotFoundError, match="there is no report 'box-office'"):
        compared("box-office")
    with pytest.raises(UsageError, match=r"sort must be one of .*place"):
        answer(cut, compared("company-budget"), {"sort": "nothing"})
