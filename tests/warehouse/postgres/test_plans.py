"""Reports that ask for one company find its rows by an index, over a sample of some size."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.warehouse.postgres.loads import Place

from reelhouse.reports.catalog import definitions
from reelhouse.reports.filters import bound, validate
from reelhouse.reports.statement import rows
from reelhouse.sample import write
from reelhouse.warehouse.postgres.reader import PostgresWarehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pgserver import Server

SCALE = 0.05
BY_COMPANY = ("company_id", "company")
# Genres and years are left out: a genre has a twentieth of its mart, a few thousand rows at any
# scale, and a year some hundredth of all companies; reading the whole may honestly be quicker.
ASKED = [
    (report.name, given.name)
    for report in definitions()
    for given in report.filters
    if given.name in BY_COMPANY
]


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


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_one_company_is_found_by_an_index(
    warehouse: PostgresWarehouse, name: str, given: str
) -> None:
    [report] = [each for each in definitions() if each.name == name]
    some = warehouse.query("select company_id, company from reports.company limit 1").to_pylist()
    applied = validate(name, report.filters, {given: some[0][given]})
    plan = warehouse.query(f"explain {rows(report, applied)}", bound(applied)).column(0).to_pylist()
    told = "\n".join(plan)
    assert f"_{given}_idx" in told, told
    assert "Seq Scan" not in told, told
