"""A warehouse is brought up to date from whatever it is, or told to be none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.clean.deliveries import films
from tests.states import tables

import reelhouse
from reelhouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.house import House
    from reelhouse.summary import IngestSummary

MANY = 30
LINKS = "movieId,imdbId,tmdbId\n1,0114709,1\n"
RATINGS = "userId,movieId,rating,timestamp\n1,1,3.0,900000000\n1,2,4.0,900000000\n"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def house(tmp_path: Path, warehouse: Path) -> Iterator[House]:
    with reelhouse.open(warehouse, lake=tmp_path / "lake") as opened:
        yield opened


def deliver(
    house: House, folder: Path, label: str, mode: str = "snapshot", **contents: str
) -> IngestSummary:
    source = folder / label
    source.mkdir()
    for name, content in contents.items():
        (source / f"{name}.csv").write_text(content, encoding="utf-8")
    return house.ingest(source, drop=label, mode=mode)


def films_numbered(*numbers: int, **more: object) -> str:
    return films(*({"id": number, **more} for number in numbers))


def delta(house: House, folder: Path, label: str, *numbers: int, popularity: str) -> IngestSummary:
    changed = films_numbered(*numbers, popularity=popularity)
    return deliver(house, folder, label, "delta", movies_metadata=changed)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as held (read_only); use held")
        return connection.execute(query).fetchall()


def built_anew(house: House, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a warehouse holds that is built of the same lake."""
    path = folder / "other.duckdb"
    with reelhouse.open(path, lake=folder / "lake") as other:
        other.rebuild()
    return tables(path)


def test_one_of_another_version_is_built_anew_by_the_next_load(
    house: House, tmp_path: Path, warehouse: Path
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(*range(1, MANY + 1)))
    with duckdb.connect(warehouse) as connection:
        connection.execute("alter table movies.movie drop column tagline")
    summary = delta(house, tmp_path, "2026-11", 1, popularity="2.25")
    assert summary.publication.method == "built"
    assert tables(warehouse) == built_anew(house, tmp_path)


def test_one_of_another_version_is_built_anew_by_a_load_that_brings_nothing(
    house: House, tmp_path: Path, warehouse: Path
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    with duckdb.connect(warehouse) as connection:
        connection.execute("alter table reelhouse.delivery add column more integer")
    assert house.ingest(tmp_path / "2026-10").publication.method == "built"
    assert house.ingest(tmp_path / "2026-10").publication.method == "none"


OF_AN_EARLIER_VERSION = [
    "drop schema reports cascade; create schema reports; create table reports.scope as select 1",
    "drop view reports.company_year",
    "drop view reports.genre_revenue",
    "create view reports.popularity as select 1 as one",
    "drop macro reports.usd",
]


@pytest.mark.parametrize("difference", OF_AN_EARLIER_VERSION)
def test_one_with_other_marts_is_built_anew_by_the_next_load(
    house: House, tmp_path: Path, warehouse: Path, difference: str
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    with duckdb.connect(warehouse) as connection:
        connection.execute(difference)
    assert house.ingest(tmp_path / "2026-10").publication.method == "built"
    assert house.report("genre-revenue").scope.as_of == "2026-10"


@pytest.mark.parametrize(
    "difference",
    [
        "drop schema reports cascade",
        "drop view reports.genre_year",
        "drop view reports.scope; create view reports.scope as select 1 as movies_total",
        "drop macro reports.usd",
    ],
)
def test_one_with_other_marts_answers_nothing_and_tells_what_mends_it(
    house: House, tmp_path: Path, warehouse: Path, difference: str
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    with duckdb.connect(warehouse) as connection:
        connection.execute(difference)
    with pytest.raises(WarehouseError, match=r"(?s)of this version .*\n`reelhouse rebuild` makes"):
        house.report("genre-revenue")
    house.rebuild()
    assert house.report("genre-revenue").scope.as_of == "2026-10"


@pytest.mark.parametrize("kept", [0.0, 0.01, 0.3])
def test_a_damaged_one_is_told_and_a_rebuild_mends_it(
    house: House, tmp_path: Path, warehouse: Path, kept: float
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    data = warehouse.read_bytes()
    whole = int(kept * len(data))
    damaged = data[:whole] + b"\x07" * (len(data) - whole)
    warehouse.write_bytes(damaged)
    with pytest.raises(WarehouseError, match=r"(?s)warehouse\.duckdb: .*`reelhouse rebuild` makes"):
        delta(house, tmp_path, "2026-11", 1, popularity="2.25")
    assert warehouse.read_bytes() == damaged
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "):
        house.report("company-releases")
    house.rebuild()
    assert tables(warehouse) == built_anew(house, tmp_path)
    assert house.report("company-releases").scope.as_of == "2026-11"


@pytest.mark.parametrize("asked", ["ingest", "rebuild"])
def test_a_database_of_somebody_else_is_left_as_it_is(
    house: House, tmp_path: Path, warehouse: Path, asked: str
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("create table mine as select 1 as one")
    before = warehouse.read_bytes()
    told = r"is a database without Reelhouse's tables, and is not replaced; .*--warehouse"
    with pytest.raises(WarehouseError, match=told):
        deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    if asked == "rebuild":
        with pytest.raises(WarehouseError, match=told):
            house.rebuild()
    assert warehouse.read_bytes() == before
    assert house.newest == "2026-10"


def test_it_is_changed_in_place_until_building_it_anew_is_less_work(
    house: House, tmp_path: Path, warehouse: Path
) -> None:
    deliver(house, tmp_path, "2026-01", movies_metadata=films_numbered(*range(1, MANY + 1)))
    methods = []
    for month in range(2, 6):
        popularity = f"{month}.5"
        label = f"2026-0{month}"
        summary = delta(house, tmp_path, label, *range(1, 8), popularity=popularity)
        methods.append(summary.publication.method)
        assert [each for each in summary.publication.changes if each.rows] == [
            each for each in summary.publication.changes if each.table == "movie"
        ]
    assert methods == ["changed", "changed", "built", "changed"]
    log = "select number, as_of, method, deliveries, rows_inserted, rows_updated, rows_deleted"
    [first, *others] = rows(warehouse, f"{log} from reelhouse.publication order by number")
    assert first[:4] == (1, "2026-01", "built", 1)
    assert first[4] > MANY
    assert others == [
        (number, f"2026-0{number}", method, 1, 0, 7, 0) for number, method in enumerate(methods, 2)
    ]
    assert tables(warehouse) == built_anew(house, tmp_path)


def test_a_load_that_brings_nothing_new_publishes_nothing(
    house: House, tmp_path: Path, warehouse: Path
) -> None:
    first = deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    before = warehouse.read_bytes()
    again = house.ingest(tmp_path / "2026-10")
    assert (again.publication.method, again.publication.changes) == ("none", ())
    assert again.files == first.files
    assert warehouse.read_bytes() == before


def test_several_deliveries_that_waited_are_published_in_one_step(
    house: House, tmp_path: Path, warehouse: Path
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(*range(1, MANY + 1)))
    with reelhouse.open(tmp_path / "elsewhere.duckdb", lake=tmp_path / "lake") as other:
        delta(other, tmp_path, "2026-11", 1, popularity="2.25")
    summary = delta(house, tmp_path, "2026-12", 1, 2, popularity="2.5")
    assert summary.publication.published == ("2026-11", "2026-12")
    assert summary.publication.method == "changed"
    assert rows(warehouse, "select deliveries from reelhouse.publication order by number") == [
        (1,),
        (2,),
    ]
    assert tables(warehouse) == built_anew(house, tmp_path)


def test_an_orphan_rating_is_loaded_when_its_link_comes(
    house: House, tmp_path: Path, warehouse: Path
) -> None:
    first = deliver(
        house,
        tmp_path,
        "2026-10",
        movies_metadata=films_numbered(*range(1, MANY + 1)),
        links=LINKS,
        ratings=RATINGS,
    )
    [ratings] = [each for each in first.files if each.file == "ratings"]
    assert (ratings.loaded, ratings.orphans) == (1, 1)
    second = deliver(
        house,
        tmp_path,
        "2026-11",
        "delta",
        movies_metadata=films_numbered(1),
        links="movieId,imdbId,tmdbId\n2,0113497,2\n",
    )
    assert second.publication.method == "changed"
    assert rows(warehouse, "select movielens_id from movies.rating order by all") == [(1,), (2,)]
    assert tables(warehouse) == built_anew(house, tmp_path)
