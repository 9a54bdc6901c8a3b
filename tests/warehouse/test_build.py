"""A warehouse that was changed in place has the rows of one that is built anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.lake.months import Month
from tests.states import answers, require_as_built_anew

from reelhouse.errors import LakeError, NoWarehouseError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.states import Place, Places, Rows

    from reelhouse.house import House
    from reelhouse.warehouse.publisher import Publication

FILM = {"popularity": "1.5", "budget": 5000}
AT = 900_000_000
FIRST = Month(
    "2026-01",
    "snapshot",
    dict.fromkeys(range(1, 5), FILM),
    {film: frozenset({70, 71}) for film in range(1, 5)},
    {(user, film): ("4.0", AT) for user in range(1, 21) for film in (11, 12, 13, 77)},
)
"""No link knows the film 77 yet."""


@pytest.fixture
def place(places: Places, tmp_path: Path) -> Place:
    return places.place(tmp_path)


@pytest.fixture
def house(place: Place, tmp_path: Path) -> Iterator[House]:
    with place.open() as made:
        ingest(made, tmp_path, FIRST)
        yield made


def ingest(house: House, folder: Path, month: Month) -> Publication:
    if not (folder / month.label).exists():
        month.write(folder)
    return house.ingest(folder / month.label, drop=month.label, mode=month.mode).publication


def changed(publication: Publication, table: str) -> tuple[int, int, int]:
    [found] = [each for each in publication.changes if each.table == table]
    return found.inserted, found.updated, found.deleted


def publications(place: Place) -> Rows:
    return place.query(
        "select number, as_of, deliveries, method, rows_inserted, rows_updated, rows_deleted "
        "from reelhouse.publication order by number"
    )


# ------------------------------------------------------------------------------ in place


def test_a_change_of_ratings_in_place_gives_what_building_anew_does(
    house: House, place: Place, tmp_path: Path
) -> None:
    """Stars that change, ratings and users that go, ratings and users that come."""
    ratings = dict(FIRST.ratings or {})
    ratings[1, 11] = ("0.5", AT)
    ratings[2, 11] = ("4.0", AT + 1)
    del ratings[3, 12]
    for film in (11, 12, 13, 77):
        del ratings[4, film]
    ratings[30, 11] = ("5.0", AT)
    done = ingest(house, tmp_path, replace(FIRST, label="2026-02", ratings=ratings))
    assert done.method == "changed"
    assert changed(done, "rating") == (1, 2, 4)
    assert changed(done, "movielens_user") == (1, 0, 1)
    require_as_built_anew(house, place)


def test_a_rating_counts_in_place_when_the_link_to_its_film_comes(
    house: House, place: Place, tmp_path: Path
) -> None:
    links = Month("2026-02", "delta", {5: FILM}, None, {(21, 11): ("3.0", AT)}).write(tmp_path)
    (links / "links.csv").write_text("movieId,imdbId,tmdbId\n77,0000077,5\n", encoding="utf-8")
    done = house.ingest(links, mode="delta").publication
    assert done.method == "changed"
    assert changed(done, "rating") == (21, 0, 0)
    assert changed(done, "movie_link") == (1, 0, 0)
    require_as_built_anew(house, place)


def test_films_and_all_that_hangs_on_them_go_and_come_in_place(
    house: House, place: Place, tmp_path: Path
) -> None:
    without = replace(FIRST, label="2026-02", films=dict.fromkeys((1, 2, 3), FILM))
    done = ingest(house, tmp_path, without)
    assert done.method == "changed"
    assert changed(done, "movie") == (0, 0, 1)
    assert changed(done, "movie_keyword") == (0, 0, 2)
    assert changed(done, "movie_link") == (0, 1, 0)
    require_as_built_anew(house, place)
    again = ingest(house, tmp_path, replace(FIRST, label="2026-03"))
    assert changed(again, "movie") == (1, 0, 0)
    require_as_built_anew(house, place)


# ------------------------------------------------------------------- the publication log


def test_every_publication_is_told_and_nothing_else(
    house: House, place: Place, tmp_path: Path
) -> None:
    second = replace(FIRST, label="2026-02", films={**FIRST.films, 9: FILM})
    ingest(house, tmp_path, second)
    ingest(house, tmp_path, second)
    house.rebuild(as_of="2026-01")
    told = publications(place)
    assert [each[:4] for each in told] == [
        (1, "2026-01", 1, "built"),
        (2, "2026-02", 1, "changed"),
        (3, "2026-01", 1, "built"),
    ]
    assert told[1][4:] == (1, 1, 0)  # the film, and the link that knows it now


# --------------------------------------------------------------------------------- as of


def test_rebuilt_as_of_a_delivery_it_is_as_it_was_then_and_the_next_load_brings_all(
    house: House, place: Place, tmp_path: Path
) -> None:
    then = place.tables()
    ingest(house, tmp_path, replace(FIRST, label="2026-02", films={1: FILM, 6: FILM}))
    now, answers_now = place.tables(), answers(house)
    assert house.rebuild(as_of="2026-01").as_of == "2026-01"
    assert place.tables() == then
    ingest(house, tmp_path, FIRST)
    assert place.tables() == now
    assert answers(house) == answers_now


def test_what_it_cannot_be_as_of_is_told(house: House, places: Places, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no delivery 2026-07; .*: 2026-01$"):
        house.rebuild(as_of="2026-07")
    place = places.place(tmp_path, "empty")
    with place.open() as empty:
        with pytest.raises(LakeError, match="no delivery yet"):
            empty.rebuild()
        with pytest.raises(NoWarehouseError, match="`reelhouse ingest` makes it"):
            empty.report("genre-revenue")
    assert not place.lake.exists()
