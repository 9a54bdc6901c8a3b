"""API and pages over a warehouse on a PostgreSQL server."""

from __future__ import annotations

import shutil
from decimal import Decimal
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from tests.clean.deliveries import films
from tests.processes import wait_until
from tests.web.conftest import GOLDEN, LABEL
from tests.web.pages.conftest import BROWSER
from tests.web.test_answering import smaller

import reelhouse
from reelhouse.errors import StoppedError
from reelhouse.house import House
from reelhouse.settings import Settings
from reelhouse.warehouse.postgres.reader import PostgresWarehouse
from reelhouse.web.current import Current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from apiflask import APIFlask
    from flask.testing import FlaskClient
    from tests.pgserver import Server

ADDRESSES = [
    "/api/v1/reports/genre-revenue?year=1995",
    "/api/v1/reports/company-popularity.csv?measure=ratings&statistic=mean",
    "/api/v1/movies/101",
    "/api/v1/movies?q=t&from_year=1990&sort=budget&order=desc",
    "/api/v1/people",
    "/api/v1/companies.csv?q=w&limit=3",
    "/api/v1/genres/18",
]


@pytest.fixture(scope="module")
def base(pgserver: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The golden delivery in a database, loaded once: to be copied."""
    name = f"base_{uuid4().hex}"
    settings = Settings(f"{tmp_path_factory.mktemp('base')}/lake", pgserver.create_database(name))
    deliver(settings, GOLDEN / "delivery", LABEL)
    yield settings
    pgserver.drop(name)


@pytest.fixture
def on_server(pgserver: Server, base: Settings, tmp_path: Path) -> Iterator[Settings]:
    """The golden delivery in a database of the test's own."""
    name, template = f"copy_{uuid4().hex}", urlsplit(base.warehouse).path[1:]
    wait_until(lambda: not pgserver.backend_pids(template))
    shutil.copytree(base.lake, tmp_path / "lake")
    yield Settings(f"{tmp_path}/lake", pgserver.create_database(name, template=template))
    pgserver.drop(name)


def deliver(settings: Settings, source: Path, label: str, mode: str = "snapshot") -> str:
    """Bring a delivery in; gives how it was published."""
    with reelhouse.open(settings.warehouse, lake=settings.lake) as house:
        done = house.ingest(source, drop=label, mode=mode, max_reject_rate=Decimal(1))
        return done.publication.method


def test_it_answers_as_it_does_over_a_file(
    served: Callable[..., APIFlask], client: FlaskClient, on_server: Settings
) -> None:
    other = served(on_server).test_client()
    for address in ADDRESSES:
        expected, found = client.get(address), other.get(address)
        assert (found.status_code, found.data) == (200, expected.data), address
        again = other.get(address, headers={"If-None-Match": found.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/", "/reports/company-profit", "/companies/9", "/genres/18", "/search?q=the"]
)
def test_a_page_reads_as_it_does_over_a_file(
    served: Callable[..., APIFlask], client: FlaskClient, on_server: Settings, path: str
) -> None:
    expected, found = (
        each.get(path, headers=BROWSER).text.split("As of delivery")[0]
        for each in (client, served(on_server).test_client())
    )
    assert found == expected


def test_a_search_ignores_case_in_every_script(
    served: Callable[..., APIFlask], pgdatabase: str, tmp_path: Path
) -> None:
    found: dict[str, list[list[int]]] = {}
    for warehouse in f"{tmp_path}/warehouse.duckdb", pgdatabase:
        settings = Settings(f"{tmp_path}/lake", warehouse)
        source = tmp_path / "films"
        source.mkdir(exist_ok=True)
        text = films({"id": 1, "title": "L'École ÉTOILÉE"}, {"id": 2, "title": "ΟΔΌΣ Ёлки"})
        (source / "movies_metadata.csv").write_text(text, encoding="utf-8")
        deliver(settings, source, LABEL)
        client = served(settings).test_client()
        for q in "étoilée", "Étoilée", "ёЛКИ", "ΟΔΌ", "etoilee":
            listed: Any = client.get("/api/v1/movies", query_string={"q": q}).get_json()
            found.setdefault(q, []).append([row["movie_id"] for row in listed["rows"]])
    assert list(found.values()) == [[[1], [1]]] * 2 + [[[2], [2]]] * 2 + [[[], []]]


def test_the_next_request_sees_a_delivery_that_lands_beside_it(
    served: Callable[..., APIFlask], on_server: Settings, tmp_path: Path
) -> None:
    client = served(on_server).test_client()
    before = [client.get(address) for address in ADDRESSES]
    deliver(on_server, smaller(tmp_path), "2026-12")
    for address, known in zip(ADDRESSES, before, strict=True):
        after = client.get(address, headers={"If-None-Match": known.headers["ETag"]})
        assert after.status_code in {200, 404}, address
    scope: Any = client.get("/api/v1/reports/genre-revenue").get_json()["scope"]
    assert (scope["as_of"], scope["movies_total"]) == ("2026-12", movies(on_server))


def movies(settings: Settings) -> int:
    with psycopg.connect(settings.warehouse) as connection:
        [(number,)] = connection.execute("select count(*) from movies.movie").fetchall()
        return int(number)


def test_an_answer_is_of_the_state_that_its_tag_says(
    served: Callable[..., APIFlask],
    on_server: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = served(on_server).test_client()
    before = client.get("/api/v1/genres")
    months = [smaller(tmp_path)]
    find = House.find

    def find_later(self: House, kind: str, **filters: object) -> Any:
        """A delivery lands after the state was looked up, and before it is read."""
        if months:
            deliver(on_server, months.pop(), "2026-12")
        return find(self, kind, **filters)

    monkeypatch.setattr(House, "find", find_later)
    meanwhile = client.get("/api/v1/movies")
    assert meanwhile.get_json()["total_rows"] == movies(on_server)
    assert client.get("/api/v1/movies").headers["ETag"] == meanwhile.headers["ETag"]
    assert client.get("/api/v1/genres").headers["ETag"] != before.headers["ETag"]


def test_sessions_that_the_server_ended_are_begun_anew(
    served: Callable[..., APIFlask], on_server: Settings, pgserver: Server
) -> None:
    client = served(on_server).test_client()
    assert client.get("/api/v1/movies/101").status_code == 200
    database = urlsplit(on_server.warehouse).path[1:]
    with psycopg.connect(pgserver.url(database), autocommit=True) as connection:
        for pid in set(pgserver.backend_pids(database)) - {connection.info.backend_pid}:
            connection.execute("select pg_terminate_backend(%s, 10000)", [pid])
    assert client.get("/api/v1/movies/102").status_code == 200
    assert client.get("/api/v1/genres").status_code == 200


def test_a_query_of_a_server_is_stopped_and_its_session_replaced(on_server: Settings) -> None:
    current = Current(lambda: House(on_server), 1, 0.0, 0.1)
    with current.opened() as opened:
        with pytest.raises(StoppedError), current.reading(opened) as reader:
            reader._opened.current.query("select count(*) from generate_series(1, 100000000000)")
        with current.reading(opened) as other:
            assert other is not reader
            assert other.find("genres").total_rows > 0
    current.close()


def test_an_interrupt_reaches_a_query_of_another_thread_and_hits_nothing_afterwards(
    on_server: Settings,
) -> None:
    warehouse = PostgresWarehouse(on_server.warehouse)
    is_over = Event()

    def interrupt() -> None:
        while not is_over.wait(0.05):
            warehouse.interrupt()

    stopper = Thread(target=interrupt)
    stopper.start()
    with pytest.raises(StoppedError, match="stopped before its end"), warehouse.snapshot():
        warehouse.query("select count(*) from generate_series(1, 100000000000)")
    is_over.set()
    stopper.join()
    assert warehouse.query("select count(*) as films from movies.movie").to_pylist()
    warehouse.close()
    warehouse.interrupt()


def test_who_sees_the_reports_alone_serves_the_reports_alone(
    served: Callable[..., APIFlask], on_server: Settings, pgserver: Server, tmp_path: Path
) -> None:
    name = urlsplit(on_server.warehouse).path[1:]
    role = f"reader_of_{name}"
    with psycopg.connect(pgserver.url(name), autocommit=True) as connection:
        connection.execute(f"create role {role} login password 'secret'".encode())
        connection.execute(f"grant usage on schema reports to {role}".encode())
        connection.execute(f"grant select on all tables in schema reports to {role}".encode())
    try:
        reader = Settings(on_server.lake, pgserver.url(name, role, "secret"))
        client = served(reader).test_client()
        report = client.get("/api/v1/reports/genre-revenue")
        assert report.status_code == 200
        known = {"If-None-Match": report.headers["ETag"]}
        assert client.get("/api/v1/reports/genre-revenue", headers=known).status_code == 304
        for page in ("/", "/years/1995", "/reports/genre-popularity", "/numbers"):
            assert client.get(page, headers=BROWSER).status_code == 200, page
        denied = client.get("/api/v1/movies")
        assert denied.status_code == 403
        assert "see the reports alone" in denied.get_json()["detail"]
        assert client.get("/readyz").get_json() == {"status": "ok", "as_of": LABEL}
        assert "reelhouse_warehouse_up 1.0" in client.get("/metrics").text
        assert deliver(on_server, smaller(tmp_path), "2026-12", "delta") == "changed"
        after = client.get("/api/v1/reports/genre-revenue", headers=known)
        assert after.get_json()["scope"]["as_of"] == "2026-12"
    finally:
        with psycopg.connect(pgserver.url(name), autocommit=True) as connection:
            connection.execute(f"drop owned by {role}".encode())
            connection.execute(f"drop role {role}".encode())


def test_a_database_without_a_warehouse_is_told_as_such_until_there_is_one(
    served: Callable[..., APIFlask], pgdatabase: str, tmp_path: Path
) -> None:
    settings = Settings(f"{tmp_path}/lake", pgdatabase)
    client = served(settings).test_client()
    assert client.get("/api/v1/genres").status_code == 503
    deliver(settings, GOLDEN / "delivery", LABEL)
    assert client.get("/api/v1/genres").status_code == 200


def test_a_server_that_is_not_there_is_told_as_such(served: Callable[..., APIFlask]) -> None:
    nowhere = Settings("nowhere", "postgresql://127.0.0.1:1/films")
    answer = served(nowhere).test_client().get("/api/v1/genres")
    assert answer.status_code == 503
    assert "cannot be reached now" in answer.get_json()["detail"]
