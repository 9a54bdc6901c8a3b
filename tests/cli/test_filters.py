from __future__ import annotations

from reelhouse.cli.filters import filters_by_name, option_name
from reelhouse.reports.catalog import definitions


def test_every_filter_of_every_report_is_there_once() -> None:
    known = {each.name for report in definitions() for each in report.filters}
    assert set(filters_by_name()) == known


def test_no_report_sees_its_filters_in_another_order() -> None:
    order = list(filters_by_name())
    for report in definitions():
        places = [order.index(each.name) for each in report.filters]
        assert places == sorted(places)


def test_a_filter_is_an_option_with_dashes() -> None:
    assert option_name("from_year") == "--from-year"
