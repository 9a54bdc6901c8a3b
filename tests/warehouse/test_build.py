"""A warehouse that was changed in place has the rows of one that is built anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.lake.months import Month
from tests.states import answers, leftovers, opened, tables, violations

from reelhouse.errors import LakeError, UsageError, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        ingest(made, tmp_path, FIRST)
        yield made


def ingest(house: House, folder: Path, month: Month) -> Publication:
    if not (folder / month.label).exists():
        month.write(folder)
    return house.ingest(folder / month.label, drop=month.label, mode=month.mode).publication


def changed(publication: Publication, table: str) -> tuple[int, int, int]:
    [found] = [each for each in publication.changes if each.table == table]
    return found.inserted, found.updated, found.deleted


def publications(folder: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder / 'house.duckdb'}' as held (read_only)")
        return connection.execute(
            "select number, as_of, deliveries, method, rows_inserted, rows_updated, rows_deleted "
            "from held.reelhouse.publication order by number"
        ).fetchall()


def require_as_built_anew(house: House, folder: Path) -> None:
    """What was changed in place has the rows that it would have if it were built anew."""
    in_place, told = tables(folder / "house.duckdb"), answers(house)
    assert violations(house) == []
    assert house.rebuild().method == "built"
    assert tables(folder / "house.duckdb") == in_place
    assert answers(house) == told


# ------------------------------------------------------------------------------ in place


def test_a_change_of_ratings_in_place_gives_what_building_anew_does(
    house: House, tmp_path: Path
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
    require_as_built_anew(house, tmp_path)


def test_a_rating_counts_in_place_when_the_link_to_its_film_comes(
    house: House, tmp_path: Path
) -> None:
    links = Month("2026-02", "delta", {5: FILM}, None, {(21, 11): ("3.0", AT)}).write(tmp_path)
    (links / "links.csv").write_text("movieId,imdbId,tmdbId\n77,0000077,5\n", encoding="utf-8")
    done = house.ingest(links, mode="delta").publication
    assert done.method == "changed"
    assert changed(done, "rating") == (21, 0, 0)
    assert changed(done, "movie_link") == (1, 0, 0)
    require_as_built_anew(house, tmp_path)


def test_films_and_all_that_hangs_on_them_go_and_come_in_place(
    house: House, tmp_path: Path
) -> None:
    without = replace(FIRST, label="2026-02", films=dict.fromkeys((1, 2, 3), FILM))
    done = ingest(house, tmp_path, without)
    assert done.method == "changed"
    assert changed(done, "movie") == (0, 0, 1)
    assert changed(done, "movie_keyword") == (0, 0, 2)
    assert changed(done, "movie_link") == (0, 1, 0)
    require_as_built_anew(house, tmp_path)
    again = ingest(house, tmp_path, replace(FIRST, label="2026-03"))
    assert changed(again, "movie") == (1, 0, 0)
    require_as_built_anew(house, tmp_path)


# ------------------------------------------------------------------- the publication log


def test_every_publication_is_told_and_nothing_else(house: House, tmp_path: Path) -> None:
    second = replace(FIRST, label="2026-02", films={**FIRST.films, 9: FILM})
    ingest(house, tmp_path, second)
    ingest(house, tmp_path, second)
    house.rebuild(as_of="2026-01")
    told = publications(tmp_path)
    assert [each[:4] for each in told] == [
        (1, "2026-01", 1, "built"),
        (2, "2026-02", 1, "changed"),
        (3, "2026-01", 1, "built"),
    ]
    assert told[1][4:] == (1, 1, 0)  # the film, and the link that knows it now


@pytest.mark.parametrize("where", ["its first bytes", "its catalog", "the rows of a table"])
def test_a_damaged_warehouse_is_told_with_what_mends_it(
    house: House, tmp_path: Path, where: str
) -> None:
    wanted = tables(tmp_path / "house.duckdb")
    house.close()
    path = tmp_path / "house.duckdb"
    damage(path, where)
    damaged = path.read_bytes()
    with opened(tmp_path) as other:
        with pytest.raises(WarehouseError, match="`reelhouse rebuild` makes"):
            ingest(other, tmp_path, replace(FIRST, label="2026-02"))
        assert path.read_bytes() == damaged
        assert other.rebuild(as_of="2026-01").method == "built"
        assert violations(other) == []
    assert tables(path) == wanted
    assert leftovers(tmp_path) == []


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


# --------------------------------------------------------------------------------- as of


def test_rebuilt_as_of_a_delivery_it_is_as_it_was_then_and_the_next_load_brings_all(
    house: House, tmp_path: Path
) -> None:
    then = tables(tmp_path / "house.duckdb")
    ingest(house, tmp_path, replace(FIRST, label="2026-02", films={1: FILM, 6: FILM}))
    now, answers_now = tables(tmp_path / "house.duckdb"), answers(house)
    assert house.rebuild(as_of="2026-01").as_of == "2026-01"
    assert tables(tmp_path / "house.duckdb") == then
    ingest(house, tmp_path, FIRST)
    assert tables(tmp_path / "house.duckdb") == now
    assert answers(house) == answers_now


def test_what_it_cannot_be_as_of_is_told(house: House, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no delivery 2026-07; .*: 2026-01$"):
        house.rebuild(as_of="2026-07")
    with opened(tmp_path, "empty") as empty, pytest.raises(LakeError, match="no delivery yet"):
        empty.rebuild()
    assert not (tmp_path / "empty-lake").exists()
    assert not (tmp_path / "empty.duckdb").exists()
