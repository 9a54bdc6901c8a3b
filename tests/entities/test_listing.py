from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlglot

from reelhouse.entities.listing import find
from reelhouse.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    import pyarrow as pa

    from reelhouse.warehouse.base import Warehouse


def titles(golden: Warehouse, **filters: object) -> list[str]:
    return [str(each) for each in find(golden, "movies", **filters).table["title"].to_pylist()]


def names(golden: Warehouse, kind: str, **filters: object) -> list[str]:
    return [str(each) for each in find(golden, kind, **filters).table["name"].to_pylist()]


def test_the_same_comes_before_what_begins_so_and_that_before_later_words(
    golden: Warehouse,
) -> None:
    assert titles(golden, q="water") == ["Water", "Plain Water"]
    assert titles(golden, q="TIN HEART") == ["Tin Heart", "Tin Heart Again"]


def test_a_word_is_found_by_its_beginning_and_not_by_its_middle(golden: Warehouse) -> None:
    assert titles(golden, q="heart ag") == ["Tin Heart Again"]
    assert titles(golden, q="eart") == []


def test_a_title_is_found_in_the_original_too(golden: Warehouse) -> None:
    assert titles(golden, q="夜車") == ["Night Bus"]
    assert titles(golden, q="la feu") == ["The Sheet"]


@pytest.mark.parametrize("q", ["%", "_", "\\", "'", "a%"])
def test_nothing_in_a_search_stands_for_other_text(golden: Warehouse, q: str) -> None:
    assert titles(golden, q=q) == []


def test_a_search_for_nothing_is_none(golden: Warehouse) -> None:
    assert find(golden, "genres", q="  ").table.equals(find(golden, "genres").table)


def test_movies_are_narrowed_by_year_company_genre_and_person(golden: Warehouse) -> None:
    assert titles(golden, year=2008, sort="title") == ["Ice", "Steam", "Twice Told", "Water"]
    assert len(titles(golden, from_year=2008, to_year=2008)) == 4
    for name, pairs in {"company_id": "movie_company", "genre_id": "movie_genre"}.items():
        some = golden.query(f"select {name}, count(*) as n from movies.{pairs} group by {name}")
        for row in some.to_pylist():
            assert find(golden, "movies", **{name: row[name]}).total_rows == row["n"]


def test_a_person_is_credited_before_the_camera_or_behind_it(golden: Warehouse) -> None:
    people: list[dict[str, Any]] = find(golden, "people").table.to_pylist()
    assert sum(row["movies"] for row in people) > 0
    for row in people:
        assert find(golden, "movies", member_id=row["member_id"]).total_rows == row["movies"]


def test_a_page_knows_of_how_many_rows_it_is_one(golden: Warehouse) -> None:
    whole = find(golden, "movies", q="t")
    page = find(golden, "movies", q="t", limit=2, offset=1)
    assert page.table.equals(whole.table.slice(1, 2))
    assert page.total_rows == whole.table.num_rows == whole.total_rows


def test_a_list_can_be_sorted_with_what_is_not_known_at_its_end(golden: Warehouse) -> None:
    for order in ("asc", "desc"):
        budgets = find(golden, "movies", sort="budget", order=order).table["budget"].to_pylist()
        known = [each for each in budgets if each is not None]
        assert known == sorted(known, reverse=order == "desc")
        assert budgets[len(known) :] == [None] * (len(budgets) - len(known))


def test_movies_that_no_report_counts_are_listed_all_the_same(golden: Warehouse) -> None:
    [row] = find(golden, "companies", q="never was").table.to_pylist()
    assert (row["name"], row["movies"], row["first_year"]) == ("Never Was", 2, 1995)


class Spy:
    """A warehouse that remembers what it was asked."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.asked: list[str] = []
        self._warehouse = warehouse

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        self.asked.append(sql)
        return self._warehouse.query(sql, parameters)

    def snapshot(self) -> AbstractContextManager[None]:
        return self._warehouse.snapshot()

    def close(self) -> None:
        self._warehouse.close()


def test_every_query_means_the_same_to_postgres(golden: Warehouse) -> None:
    spy = Spy(golden)
    find(spy, "movies", q="t", year=1995, company_id=9, genre_id=18, sort="title", limit=2)
    find(spy, "people", q="t", offset=1)
    assert len(spy.asked) > 6
    for sql in spy.asked:
        assert sqlglot.parse_one(sql, read="postgres") == sqlglot.parse_one(sql, read="duckdb")


def test_what_a_filter_names_must_be_there(golden: Warehouse) -> None:
    for name, noun in {"company_id": "company", "genre_id": "genre", "member_id": "person"}.items():
        with pytest.raises(NotFoundError, match=f"no {noun} has the id 424242"):
            find(golden, "movies", **{name: 424242})


def test_a_filter_that_the_list_does_not_have_is_refused(golden: Warehouse) -> None:
    with pytest.raises(UsageError, match="genres has no filter 'year'"):
        find(golden, "genres", year=1995)


def test_names_come_most_credited_first(golden: Warehouse) -> None:
    found = find(golden, "companies").table["movies"].to_pylist()
    assert found == sorted(found, reverse=True)
    assert names(golden, "genres") == sorted(names(golden, "genres"))
