"""A warehouse file that is not as this version makes it is mended, or told and left alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.states import Rows, leftovers, opened, tables, violations
from tests.warehouse.deliveries import MANY, deliver, delta, films_numbered

import reelhouse
from reelhouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.house import House


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path, "warehouse") as made:
        yield made


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a house of three films, made once: to be copied."""
    folder = tmp_path_factory.mktemp("base")
    with opened(folder, "warehouse") as made:
        deliver(made, folder, "2026-10", movies_metadata=films_numbered(1, 2, 3))
    return folder


@pytest.fixture
def loaded(house: House, base: Path, tmp_path: Path) -> House:
    """The house in `tmp_path` with three films in it."""
    shutil.copytree(base, tmp_path, dirs_exist_ok=True)
    return house


def built_anew(folder: Path) -> dict[str, Rows]:
    """What a warehouse holds that is built of the same lake."""
    path = folder / "other.duckdb"
    with reelhouse.open(path, lake=folder / "warehouse-lake") as other:
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
    assert tables(warehouse) == built_anew(tmp_path)


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
    loaded: House, tmp_path: Path, warehouse: Path, difference: str
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute(difference)
    assert loaded.ingest(tmp_path / "2026-10").publication.method == "built"
    assert loaded.report("genre-revenue").scope.as_of == "2026-10"


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
    loaded: House, tmp_path: Path, warehouse: Path, difference: str
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute(difference)
    with pytest.raises(WarehouseError, match=r"(?s)of this version .*\n`reelhouse rebuild` makes"):
        loaded.report("genre-revenue")
    loaded.rebuild()
    assert loaded.report("genre-revenue").scope.as_of == "2026-10"


@pytest.mark.parametrize("kept", [0.0, 0.01, 0.3])
def test_a_damaged_one_is_told_and_a_rebuild_mends_it(
    loaded: House, tmp_path: Path, warehouse: Path, kept: float
) -> None:
    data = warehouse.read_bytes()
    whole = int(kept * len(data))
    damaged = data[:whole] + b"\x07" * (len(data) - whole)
    warehouse.write_bytes(damaged)
    with pytest.raises(WarehouseError, match=r"(?s)warehouse\.duckdb: .*`reelhouse rebuild` makes"):
        delta(loaded, tmp_path, "2026-11", 1, popularity="2.25")
    assert warehouse.read_bytes() == damaged
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "):
        loaded.report("company-releases")
    loaded.rebuild()
    assert tables(warehouse) == built_anew(tmp_path)
    assert loaded.report("company-releases").scope.as_of == "2026-11"


@pytest.mark.parametrize("where", ["its first bytes", "its catalog", "the rows of a table"])
def test_one_in_which_bytes_changed_is_told_and_a_rebuild_mends_it(
    loaded: House, tmp_path: Path, warehouse: Path, where: str
) -> None:
    wanted = tables(warehouse)
    damage(warehouse, where)
    damaged = warehouse.read_bytes()
    with opened(tmp_path, "warehouse") as other:
        with pytest.raises(WarehouseError, match="`reelhouse rebuild` makes"):
            delta(other, tmp_path, "2026-11", 1, popularity="2.25")
        assert warehouse.read_bytes() == damaged
        assert other.rebuild(as_of="2026-10").method == "built"
        assert violations(other) == []
    assert tables(warehouse) == wanted
    assert leftovers(tmp_path, "warehouse") == []


def damage(path: Path, where: str) -> None:
    headers, block = 3 * 4096, 1 << 18
    with duckdb.connect(path, read_only=True) as connection:
        [(number,)] = connection.execute(
            "select max(block_id) from pragma_storage_info('movies.movie') where block_id >= 0"
        ).fetchall()
    at = {"its first bytes": 0, "its catalog": headers, "the rows of a table": None}[where]
    at = headers + number * block if at is None else at
    data = path.read_bytes()
    bad = bytes(each ^ 0xFF for each in data[at : at + 200])
    path.write_bytes(data[:at] + bad + data[at + 200 :])


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("asked", ["ingest", "rebuild"])
def test_what_is_no_database_is_left_as_it_is_however_often_one_asks(
    tmp_path: Path, asked: str
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("what to see this week")
    with reelhouse.open(notes, lake=tmp_path / "warehouse-lake") as other:
        for _ in range(2):
            told = r"notes\.txt: is no DuckDB database, and is not replaced; .*--warehouse"
            with pytest.raises(WarehouseError, match=told):
                other.rebuild() if asked == "rebuild" else other.ingest(tmp_path / "2026-10")
    assert notes.read_text() == "what to see this week"
    assert list(tmp_path.glob(".notes*")) == []


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
