"""A warehouse of either kind is brought up to date, by as little as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.states import require_as_built_anew
from tests.warehouse.deliveries import MANY, deliver, delta, films_numbered

import reelhouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.states import Place, Places

    from reelhouse.house import House

LINKS = "movieId,imdbId,tmdbId\n1,0114709,1\n"
RATINGS = "userId,movieId,rating,timestamp\n1,1,3.0,900000000\n1,2,4.0,900000000\n"


@pytest.fixture
def place(places: Places, tmp_path: Path) -> Place:
    return places.place(tmp_path)


@pytest.fixture
def house(place: Place) -> Iterator[House]:
    with place.open() as made:
        yield made


def test_it_is_changed_in_place_until_building_it_anew_is_less_work(
    house: House, tmp_path: Path, place: Place
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
    [first, *others] = place.query(f"{log} from reelhouse.publication order by number")
    assert first[:4] == (1, "2026-01", "built", 1)
    assert first[4] > MANY
    assert others == [
        (number, f"2026-0{number}", method, 1, 0, 7, 0) for number, method in enumerate(methods, 2)
    ]
    require_as_built_anew(house, place)


def test_a_load_that_brings_nothing_new_publishes_nothing(
    house: House, tmp_path: Path, place: Place
) -> None:
    first = deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(1))
    log = "select number, seconds from reelhouse.publication"
    before = place.tables(), place.query(log)
    again = house.ingest(tmp_path / "2026-10")
    assert (again.publication.method, again.publication.changes) == ("none", ())
    assert again.files == first.files
    assert (place.tables(), place.query(log)) == before


def test_several_deliveries_that_waited_are_published_in_one_step(
    house: House, tmp_path: Path, place: Place
) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films_numbered(*range(1, MANY + 1)))
    with reelhouse.open(tmp_path / "elsewhere.duckdb", lake=place.lake) as other:
        delta(other, tmp_path, "2026-11", 1, popularity="2.25")
    summary = delta(house, tmp_path, "2026-12", 1, 2, popularity="2.5")
    assert summary.publication.published == ("2026-11", "2026-12")
    assert summary.publication.method == "changed"
    assert place.query("select deliveries from reelhouse.publication order by number") == [
        (1,),
        (2,),
    ]
    require_as_built_anew(house, place)


def test_an_orphan_rating_is_loaded_when_its_link_comes(
    house: House, tmp_path: Path, place: Place
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
    assert place.query("select movielens_id from movies.rating order by 1") == [(1,), (2,)]
    require_as_built_anew(house, place)
