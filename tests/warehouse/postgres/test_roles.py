"""The owner loads; readers see the reports, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.states import REPORTS, answers
from tests.test_kills import FIRST, SECOND
from tests.warehouse.postgres.loads import Place

import reelhouse
from reelhouse.errors import WarehouseError
from reelhouse.warehouse.postgres.roles import READER
from reelhouse.warehouse.postgres.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pgserver import OwnServer

PASSWORD = "for readers"  # noqa: S105 - of a server that ends with the tests


@pytest.fixture
def server(own_pgserver: OwnServer) -> Iterator[OwnServer]:
    """A server where nobody has made the role; it is gone afterwards, too."""
    remove(own_pgserver)
    yield own_pgserver
    remove(own_pgserver)


@pytest.fixture
def owned(server: OwnServer, tmp_path: Path) -> Iterator[Place]:
    """An empty database whose owner may create roles."""
    made = Place(server.create_database("owned", may_create_roles=True), tmp_path)
    made.deliver()
    yield made
    server.drop("owned")


def remove(server: OwnServer) -> None:
    administer(server, "postgres", f"drop role if exists {READER}")


def administer(server: OwnServer, database: str, *statements: str) -> None:
    with psycopg.connect(server.socket_url(database), autocommit=True) as connection:
        for each in statements:
            connection.execute(each.encode())


@pytest.fixture
def reader(server: OwnServer, owned: Place) -> str:
    """The URL of readers, after a first load and what an administrator does for them."""
    owned.ingest(FIRST)
    administer(server, "postgres", f"alter role {READER} password '{PASSWORD}'")
    return server.url("owned", READER, PASSWORD)


def test_a_reader_can_ask_every_report_and_select_every_relation(
    reader: str, owned: Place, tmp_path: Path
) -> None:
    with reelhouse.open(reader, lake=tmp_path / "none") as house, owned.house() as own:
        assert answers(house) == answers(own)
    relations = owned.rows(
        "select relname from pg_class where relnamespace = 'reports'::regnamespace"
        " and relkind in ('r', 'v')"
    )
    assert len(relations) > len(REPORTS)
    with psycopg.connect(reader) as connection:
        for (name,) in relations:
            connection.execute(f"select * from reports.{name}".encode())


def test_a_reader_sees_and_writes_nothing_else(reader: str) -> None:
    for statement in (
        "select * from movies.movie",
        "select * from reelhouse.delivery",
        "delete from reports.scope",
        "create table reports.mine (number integer)",
        "create schema mine",
    ):
        with (
            psycopg.connect(reader) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement.encode())


def test_a_reader_s_queries_end_in_time(
    reader: str, server: OwnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(reader) as connection:
        assert connection.execute("show statement_timeout").fetchall() == [("30s",)]
        assert connection.execute("show idle_in_transaction_session_timeout").fetchall() == [
            ("1min",)
        ]
    administer(server, "postgres", f"alter role {READER} set statement_timeout = '50ms'")
    connection = Server(reader).connect(read_only=True)
    with connection, pytest.raises(psycopg.errors.QueryCanceled):
        connection.execute("select pg_sleep(60)")


def test_rights_survive_a_month_and_a_rebuild(reader: str, owned: Place, tmp_path: Path) -> None:
    with reelhouse.open(reader, lake=tmp_path / "none") as house:
        assert owned.ingest(SECOND).publication.method == "changed"
        changed = answers(house)
        with owned.house() as own:
            own.rebuild()
        assert answers(house) == changed


def test_where_the_role_may_not_be_made_its_sql_is_told_and_the_next_load_grants(
    server: OwnServer, place: Place, tmp_path: Path
) -> None:
    place.ingest(FIRST)
    [told] = [each for each in place.said if READER in each]
    statements = [line for line in told.splitlines() if line.endswith(";")]
    administer(server, "postgres", *statements, f"alter role {READER} password '{PASSWORD}'")
    reader = server.url(place.database, READER, PASSWORD)
    with (
        reelhouse.open(reader, lake=tmp_path / "none") as house,
        pytest.raises(WarehouseError, match="permission denied for schema reports"),
    ):
        answers(house)
    assert place.ingest(FIRST).publication.method == "none"
    with reelhouse.open(reader, lake=tmp_path / "none") as house:
        assert answers(house)
    assert len([each for each in place.said if READER in each]) == 1
    server.drop(place.database)


def test_a_load_without_the_right_to_make_schemas_is_refused(
    server: OwnServer, place: Place
) -> None:
    user = urlsplit(place.url).username
    administer(
        server,
        place.database,
        f"alter database {place.database} owner to postgres",
        f"revoke create on database {place.database} from {user}",
    )
    with pytest.raises(WarehouseError, match="permission denied for database") as told:
        place.ingest(FIRST)
    assert told.value.exit_code == 7
