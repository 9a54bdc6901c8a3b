"""Reports that ask for a company, a genre or some years find their rows by an index.

The planner decides for itself, over a sample of some size. The names of genres, some twenty rows on
one page, are the one table that it may read whole.
"""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.warehouse.postgres.loads import Place

from reelhouse.reports.catalog import definitions
from reelhouse.reports.filters import COMPANY, GENRE, YEARS, bound, validate
from reelhouse.reports.statement import rows
from reelhouse.sample import write
from reelhouse.warehouse.marts import marts
from reelhouse.warehouse.postgres.reader import PostgresWarehouse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.pgserver import Server

    from reelhouse.reports.catalog import ReportDefinition

SCALE = 0.02
INDEXED = {
    **{each.name: each.name for each in (*COMPANY, *GENRE)},
    **{each.name: "release_year" for each in YEARS},
}
"""The column by whose index the rows of each filter are found."""
ASKED = [
    (report.name, given.name)
    for report in definitions()
    for given in report.filters
    if given.name in INDEXED
]
# What is hardest to find by an index: the genre and the company with the most rows.
COMMONEST = """
select company_id, company, genre_id, genre
from reports.company_year_genre
where company_id is not null and genre_id is not null
order by
    count(*) over (partition by genre_id) desc, count(*) over (partition by company_id) desc
limit 1
"""


@pytest.fixture(scope="module")
def warehouse(
    pgserver: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PostgresWarehouse]:
    folder = tmp_path_factory.mktemp("sample")
    write(folder / "2026-01", scale=SCALE)
    place = Place(pgserver.create_database(f"sample_{uuid4().hex}"), folder)
    with place.house() as house:
        house.ingest(folder / "2026-01")
    with closing(PostgresWarehouse(place.url)) as opened:
        yield opened
    pgserver.drop(place.database)


@pytest.fixture(scope="module")
def values(warehouse: PostgresWarehouse) -> Mapping[str, int | str]:
    """What each filter is given: the first three years, the last three, or the fullest."""
    [common] = warehouse.query(COMMONEST).to_pylist()
    years = warehouse.query("select * from reports.counted_year order by release_year").to_pylist()
    fullest = max(years, key=lambda each: each["movies"])
    return {
        **common,
        "year": fullest["release_year"],
        "from_year": years[-3]["release_year"],
        "to_year": years[2]["release_year"],
    }


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_what_a_filter_asks_for_is_found_by_an_index(
    warehouse: PostgresWarehouse, values: Mapping[str, int | str], name: str, given: str
) -> None:
    [report] = [each for each in definitions() if each.name == name]
    applied = validate(name, report.filters, {given: values[given]})
    plan = warehouse.query(f"explain {rows(report, applied)}", bound(applied)).column(0).to_pylist()
    told = "\n".join(plan)
    assert f"{mart_of(report)}_{column(name, given)}_idx" in told, told
    assert {*re.findall(r"Seq Scan on (\w+)", told)} <= {"genre"}, told


def mart_of(report: ReportDefinition) -> str:
    [mart] = [each.name for each in marts() if f"from reports.{each.name}\n" in f"{report.sql}\n"]
    return mart


def column(name: str, given: str) -> str:
    """A rank is that among all genres, so that all that have the measure are looked at."""
    if name == "genre-popularity" and given in {each.name for each in GENRE}:
        return "measure"
    return INDEXED[given]
