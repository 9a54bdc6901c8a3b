"""What the model's check constraints forbid stands in no warehouse, and costs no delivery a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.clean.deliveries import films
from tests.states import answers, violations
from tests.warehouse.deliveries import deliver

import reelhouse
from reelhouse.errors import IntegrityError
from reelhouse.schema import load_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.states import Place, Places

    from reelhouse.house import House

EXTREMES = (
    {"release_date": "0000-01-01", "budget": "0", "revenue": "-1", "runtime": "-0.001"},
    {"release_date": "01/01/0000", "budget": "-5", "revenue": "0.0", "runtime": "1e400"},
    {"release_date": "0001-01-01", "popularity": "-0.0000001", "vote_average": "10.0000004"},
    {"release_date": "9999-12-31", "popularity": "-3", "vote_average": "-0.0000001"},
    {"vote_count": "-1", "vote_average": "10", "runtime": "-0", "popularity": "-0.0"},
    {"spoken_languages": "[{'iso_639_1': '', 'name': 'x'}]", "original_language": " "},
    {"production_countries": "[{'iso_3166_1': '', 'name': 'x'}]"},
)
PART = "{'credit_id': '%s', 'gender': %d, 'id': %d, 'name': 'N', 'order': %d}"
PARTS = ", ".join(PART % (f"c{n}", n, n, -n) for n in range(-1, 5))
CREDITS = f'cast,crew,id\n"[{PARTS}]",[],1\n'
IMDB_IDS = ("1", "tt1", "0114709", "tt", "-1", "99999999999999999999", "114709.0", "")
LINKS = "movieId,imdbId,tmdbId\n" + "".join(f"{n},{each},1\n" for n, each in enumerate(IMDB_IDS))
STARS = ("0", "0.25", "0.5", "5.0", "5.5", "-1", "3.50", "")
RATINGS = "userId,movieId,rating,timestamp\n"
RATINGS += "".join(f"{n},1,{each},9\n" for n, each in enumerate(STARS))


def load(house: House, folder: Path) -> None:
    """A delivery of what each value can be at its bounds and beyond."""
    metadata = films(*({"id": number, **each} for number, each in enumerate(EXTREMES, 1)))
    files = {"credits": CREDITS, "links": LINKS, "ratings": RATINGS}
    source = folder / "2026-11"
    source.mkdir()
    for name, content in {"movies_metadata": metadata, **files}.items():
        (source / f"{name}.csv").write_text(content, encoding="utf-8")
    house.ingest(source, drop="2026-11", mode="delta", max_reject_rate=1)


def test_whatever_cleaning_lets_through_is_allowed_and_every_film_is_there(
    places: Places, tmp_path: Path
) -> None:
    place = places.place(tmp_path)
    with place.open() as house:
        load(house, tmp_path)
        assert violations(house) == []
    counts = "select count(*) from movies."
    assert place.query(counts + "movie") == [(len(EXTREMES),)]
    assert place.query(counts + "cast_credit") == [(6,)]
    assert place.query(counts + "movie_link") == [(len(IMDB_IDS),)]
    assert place.query("select rating from movies.rating order by rating") == [(0.5,), (3.5,), (5,)]


def test_a_state_that_breaks_one_is_not_published(places: Places, tmp_path: Path) -> None:
    place = places.place(tmp_path)
    with place.open() as house:
        deliver(house, tmp_path, "2026-11", movies_metadata=films({}))
        before = answers(house)
        spoil(place)
        with pytest.raises(IntegrityError, match=r"nothing was published(.|\n)*vote_count"):
            house.rebuild()
        assert answers(house) == before


def spoil(place: Place) -> None:
    """Have the lake say of every film what cleaning never says."""
    [path] = place.lake.glob("deliveries/2026-11/*/movie.parquet")
    held = pq.read_table(path)
    at = held.schema.get_field_index("vote_count")
    wrong = pa.array([-1] * held.num_rows, held.schema.field(at).type)
    pq.write_table(held.set_column(at, held.schema.field(at), wrong), path)


def test_a_server_has_all_of_them_and_sees_to_them(pgdatabase: str, tmp_path: Path) -> None:
    with reelhouse.open(pgdatabase, lake=tmp_path / "lake") as house:
        load(house, tmp_path)
    with psycopg.connect(pgdatabase, autocommit=True) as session:
        found = session.execute(
            "select conrelid::regclass::text, conname from pg_constraint"
            " where contype = 'c' and convalidated and connamespace::regnamespace::text = any(%s)",
            [["movies", "reelhouse"]],
        )
        assert sorted(found) == sorted(
            (table.full_name, each.name)
            for table in load_schema().tables
            for each in table.check_constraints
        )
        with pytest.raises(psycopg.errors.CheckViolation, match="rating_rating_check"):
            session.execute("update movies.rating set rating = rating + 0.1")
        with pytest.raises(psycopg.errors.CheckViolation, match="file_account_check"):
            session.execute("update reelhouse.file_account set rows_read = rows_read + 1")
