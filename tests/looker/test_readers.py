"""Who sees the reports and nothing else can be given the model of the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.looker.conftest import REAL
from tests.looker.resolver import query

import reelhouse
from reelhouse.warehouse.postgres.roles import READER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.looker.parsed import Model
    from tests.pgserver import OwnServer

DATABASE = "read_by_looker"


@pytest.fixture
def reader(own_pgserver: OwnServer, tmp_path: Path) -> Iterator[psycopg.Connection]:
    """A session of a reader in a database whose first load made that role."""
    url = own_pgserver.create_database(DATABASE, may_create_roles=True)
    with reelhouse.open(url, lake=tmp_path / "lake") as house:
        house.ingest(REAL, drop="2026-11")
    with psycopg.connect(own_pgserver.socket_url(DATABASE), autocommit=True) as session:
        session.execute(f"set role {READER}".encode())
        yield session
    own_pgserver.drop(DATABASE)
    with psycopg.connect(own_pgserver.socket_url("postgres"), autocommit=True) as session:
        session.execute(f"drop role {READER}".encode())


def test_a_reader_may_ask_for_every_field_of_the_reports_and_none_of_the_tables(
    reader: psycopg.Connection, reports: Model, tables: Model
) -> None:
    for explore in reports.explores.values():
        for alias, view in explore.views.items():
            shown = [
                f"{alias}.{field.name}"
                for field in reports.views[view].fields.values()
                if field.kind != "parameter"
            ]
            rows = reader.execute(query(reports, explore.name, shown).encode())
            assert rows.fetchone() is not None
    [group] = reports.told["datagroups"]
    assert reader.execute(group["sql_trigger"].encode()).fetchone() is not None
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(query(tables, "movie", ["movie.count"]).encode())
