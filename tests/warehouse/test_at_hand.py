"""A file whose marts are at hand answers as it did before, from memory."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.states import REPORTS, Place, answers

from reelhouse.warehouse.duckdb import AT_HAND, DuckDBReader, DuckDBWarehouse
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    import pyarrow as pa

    from reelhouse.house import House

CUT = Path(__file__).parents[1] / "data" / "real"
LISTS: dict[str, dict[str, Any]] = {
    "movies": {"q": "toy"},
    "companies": {"q": "pixar"},
    "genres": {},
    "people": {"q": "tom"},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    loaded = Place(tmp_path_factory.mktemp("at-hand"))
    with loaded.open() as house:
        house.ingest(CUT, drop="2017-11")
    return loaded


def told(house: House) -> list[Any]:
    """Reports, lists, things and years, as a house tells them."""
    found = [house.find(kind, **filters) for kind, filters in LISTS.items()]
    compared = [house.compared(name, **filters).rows for name, filters in REPORTS.items()]
    things = [house.entity("movies", 862).parts, house.entity("genres", 16).parts]
    lists = [each.table for each in found]
    return [answers(house), lists, compared, things, house.years(), house.standing]


def test_all_answers_stay_as_they_are(place: Place) -> None:
    with place.open() as house:
        before = told(house)
        house.have_marts_at_hand()
        assert told(house) == before
        with house.fork() as fork:
            assert told(fork) == before


def test_forks_that_were_there_before_have_them_too(place: Place) -> None:
    with closing(DuckDBWarehouse(Path(place.warehouse))) as warehouse:
        fork = warehouse.fork()
        plan = "explain select * from reports.company_year"
        assert "memory.reports" not in str(fork.query(plan).to_pylist())
        warehouse.have_marts_at_hand()
        assert "memory.reports" in str(fork.query(f"{plan} ").to_pylist())
        fork.close()


def test_only_marts_are_at_hand() -> None:
    assert set(AT_HAND) <= {mart.name for mart in marts() if not mart.is_step}


def test_once_is_enough(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(DuckDBWarehouse(Path(place.warehouse))) as warehouse:
        warehouse.have_marts_at_hand()
        with monkeypatch.context() as without:
            without.setattr(warehouse, "_connection", None)
            warehouse.have_marts_at_hand()


def test_what_has_no_parameters_is_asked_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = DuckDBReader._asked

    def watched(self: DuckDBReader, text: str, named: dict[str, object]) -> pa.Table:
        asked.append(text)
        return ask(self, text, named)

    monkeypatch.setattr(DuckDBReader, "_asked", watched)
    with closing(DuckDBWarehouse(Path(place.warehouse))) as warehouse:
        fork = warehouse.fork()
        scopes = [each.query("select * from reports.scope") for each in (warehouse, fork) * 2]
        fork.close()
        large = "select * from movies.rating union all select * from movies.rating"
        for _ in range(2):
            warehouse.query(large)
            warehouse.query("select :year as year", {"year": 1995})
    assert scopes == scopes[:1] * 4
    assert asked == ["select * from reports.scope", *[large, "select $year as year"] * 2]


def test_a_reader_of_what_changes_keeps_nothing(place: Place) -> None:
    with closing(DuckDBWarehouse(Path(place.warehouse))) as warehouse:
        connection = warehouse._connection
        reader = DuckDBReader(connection, "a workbench")
        reader.have_marts_at_hand()
        connection.execute("create table memory.main.number as select 1 as number")
        assert reader.query("select * from memory.main.number").to_pylist() == [{"number": 1}]
        connection.execute("update memory.main.number set number = 2")
        assert reader.query("select * from memory.main.number").to_pylist() == [{"number": 2}]
