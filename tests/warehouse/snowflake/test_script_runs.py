"""The script makes what a load makes; policies, grants and keys the emulator only accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.snowserver import rows
from tests.states import answers
from tests.test_kills import FIRST
from tests.warehouse.snowflake.test_changing import ingest
from tests.warehouse.snowflake.test_script import statements

from reelhouse.reports.catalog import definitions
from reelhouse.warehouse.snowflake.script import script

if TYPE_CHECKING:
    from tests.states import Place


def test_a_database_that_the_script_made_is_filled_by_the_first_load(place: Place) -> None:
    assert place.url
    database = urlsplit(place.url).path.strip("/")
    told = statements(script(reports="materialized", database=database))
    rows(place.url, *told)
    rows(place.url, *told)
    with place.open() as house:
        assert ingest(house, place, FIRST) == "built"
        assert answers(house)
        for report in definitions():
            columns = ", ".join(each.name for each in report.columns)
            found = place.query(f"select {columns} from reports.{report.view}")
            answer = house.report(report.name).rows
            assert sorted(found, key=repr) == sorted(answer, key=repr), report.name
