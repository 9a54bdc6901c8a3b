"""The schema `reports`: steps, the marts made from them, and a view for each report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.reports.deliveries import Delivery, Movie
from tests.reports.warehouses import warehouse_of

from reelhouse.reports.catalog import definitions
from reelhouse.warehouse.marts import Mart, marts, read_mart, reports_expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reports.warehouses import MemoryWarehouse

SHIPPED = [each for each in marts() if not each.is_step]
FILMS = (
    Movie(1, budget=4, companies=((1, "A"), (2, "a")), genres=((18, "Drama"), (35, "Comedy"))),
    Movie(2, budget=2, revenue=5, companies=((1, "A"),)),
    Movie(3, genres=((18, "Drama"),)),
    Movie(4, released=None, companies=((9, "Straße"),), genres=((99, "Documentary"),)),
)
LOOKED_UP = ("company_id", "company", "genre_id", "genre", "release_year", "folded")

each_mart = pytest.mark.parametrize("mart", SHIPPED, ids=lambda mart: mart.name)


@pytest.fixture(scope="module")
def warehouse() -> Iterator[MemoryWarehouse]:
    with warehouse_of(Delivery(FILMS)) as opened:
        yield opened


def rows(warehouse: MemoryWarehouse, query: str) -> list[tuple[Any, ...]]:
    return warehouse.connection.sql(query).fetchall()


@each_mart
def test_the_key_of_a_mart_tells_its_rows_apart(mart: Mart, warehouse: MemoryWarehouse) -> None:
    key = ", ".join(mart.key) or "true"
    found = rows(warehouse, f"select {key} from reports.{mart.name}")
    assert found
    assert len(set(found)) == len(found)
    if not mart.key:
        assert len(found) == 1


@each_mart
def test_a_mart_is_indexed_by_what_its_rows_are_looked_up_by(
    mart: Mart, warehouse: MemoryWarehouse
) -> None:
    columns = warehouse.query(f"select * from reports.{mart.name}").column_names
    expected = [each for each in LOOKED_UP if each in columns]
    if mart.name in {"company", "genre"}:
        expected.remove(mart.name)
    if mart.name == "genre_year_measure":  # a rank is that among all genres
        expected.append("measure")
    assert list(mart.indexes) == expected


def test_a_mart_is_not_computed_by_a_load(warehouse: MemoryWarehouse) -> None:
    views = rows(warehouse, "select view_name from duckdb_views() where schema_name = 'reports'")
    reports = {(report.view,) for report in definitions()}
    assert {(each.name,) for each in SHIPPED} | reports <= set(views)


def test_the_kind_and_the_measure_that_are_not_asked_for_are_not_computed(
    warehouse: MemoryWarehouse,
) -> None:
    query = "select * from reports.company_year_measure where measure = 'ratings'"
    [(_, plan)] = rows(warehouse, f"explain (format json) {query}")
    scans = {scan["Table"]: scan for scan in scans_of(json.loads(str(plan)))}
    assert set(scans) == {
        "memory.reports.company_credit",
        "memory.reports.counted_movie",
        "memory.reports.measure",
    }
    assert "measure = 'ratings'" in scans["memory.reports.measure"]["Filters"]
    assert "allocation = 'full'" in scans["memory.reports.company_credit"]["Filters"]


def scans_of(plan: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in plan:
        if "Table" in node["extra_info"]:
            yield node["extra_info"]
        yield from scans_of(node["children"])


def test_the_schema_has_what_this_version_makes_and_nothing_else(
    warehouse: MemoryWarehouse,
) -> None:
    found = rows(
        warehouse,
        "with made as (select schema_name, table_name as name from duckdb_tables()"
        " union all select schema_name, view_name from duckdb_views()"
        " union all select schema_name, function_name from duckdb_functions())"
        " select name from made where schema_name = 'reports'",
    )
    assert sorted(name for (name,) in found) == sorted(reports_expected())


def test_companies_and_genres_are_listed_though_no_film_counts(
    warehouse: MemoryWarehouse,
) -> None:
    assert set(rows(warehouse, "select * from reports.company")) == {
        (1, "A", "a"),
        (2, "a", "a"),
        (9, "Straße", "straße"),
        (None, "(none)", "(none)"),
    }
    assert set(rows(warehouse, "select genre_id, folded from reports.genre")) == {
        (18, "drama"),
        (35, "comedy"),
        (99, "documentary"),
        (None, "(none)"),
    }


def test_a_year_has_the_films_that_count(warehouse: MemoryWarehouse) -> None:
    found = rows(warehouse, "select release_year, movies from reports.counted_year")
    assert found == [(2000, 3)]


def test_a_file_says_what_it_is_before_the_query() -> None:
    step = read_mart("credit", "-- kind: step\n-- form: view\n\n-- Why.\n\nselect 1 as one\n")
    assert step == Mart(
        "credit", is_step=True, is_view=True, key=(), indexes=(), query="-- Why.\n\nselect 1 as one"
    )
    mart = read_mart("year", "-- kind: mart\n-- key: a, b\n-- indexes: b\n\nselect 1 as one")
    assert (mart.is_step, mart.key, mart.indexes) == (False, ("a", "b"), ("b",))
    assert mart.statement == "create view reports.year as select 1 as one"
    assert read_mart("x", "-- kind: step\n\nselect 1 as one").statement == (
        "create table reports.x as select 1 as one"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- kind: view\n\nselect 1", "mart x: expected the kind step or mart, found 'view'"),
        ("select 1", "mart x: expected a line `-- key: text`, found 'select 1'"),
        ("-- key: a\n\nselect 1", "mart x: expected the kind step or mart, found ''"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_mart("x", text)
