"""What films, credits, keywords and links tell, in tables."""

from __future__ import annotations

import datetime
import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.clean.deliveries import cleaned, films

if TYPE_CHECKING:
    from pathlib import Path


def test_a_film_has_its_values_in_their_types(tmp_path: Path) -> None:
    found = cleaned(tmp_path, movies_metadata=films({"budget": "60000000", "popularity": "9e-06"}))
    [row] = found.rows(
        "movie", "movie_id", "budget", "revenue", "release_date", "popularity", "is_adult"
    )
    assert row == (9, 60_000_000, None, datetime.date(1995, 12, 15), Decimal("0.000009"), False)


def test_as_a_spreadsheet_saves_it_it_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = cleaned(tmp_path / "a", movies_metadata=films({}))
    change = {"adult": "FALSE", "video": "false", "id": "9.0", "release_date": "12/15/1995"}
    saved = cleaned(tmp_path / "b", movies_metadata=films(change))
    assert saved.rows("movie") == plain.rows("movie")
    assert saved.log == []


def test_damaged_values_are_null_and_told_and_doubtful_money_is_kept_and_told(
    tmp_path: Path,
) -> None:
    change = {"release_date": "12/15/95", "runtime": "long", "vote_average": "11", "budget": "113"}
    change["popularity"] = "-0.5"
    found = cleaned(tmp_path, movies_metadata=films(change))
    names = ("release_date", "runtime_minutes", "vote_average", "popularity", "budget")
    assert found.rows("movie", *names) == [(None, None, None, None, 113)]
    assert found.log == [
        ("movies_metadata", 2, "budget", "suspect_money", "kept"),
        ("movies_metadata", 2, "popularity", "out_of_range", "nulled"),
        ("movies_metadata", 2, "release_date", "two_digit_year", "nulled"),
        ("movies_metadata", 2, "runtime", "not_a_number", "nulled"),
        ("movies_metadata", 2, "vote_average", "out_of_range", "nulled"),
    ]


def test_a_genre_listed_twice_is_one(tmp_path: Path) -> None:
    genres = "[{'id': 18, 'name': 'Drama'}, {'id': 18, 'name': 'Drama'}]"
    found = cleaned(tmp_path, movies_metadata=films({"genres": genres}))
    assert found.rows("movie_genre") == [(9, 18)]


def test_a_part_with_a_negative_order_is_kept_without_it(tmp_path: Path) -> None:
    part = "{'credit_id': '%s', 'id': 1, 'name': 'N', 'order': %s}"
    orders = (("a", 0), ("b", -1), ("c", "None"), ("d", -7))
    items = ", ".join(part % each for each in orders)
    found = cleaned(tmp_path, credits=f'cast,crew,id\n"[{items}]",[],9\n')
    kept = [("a", 0), ("b", None), ("c", None), ("d", None)]
    assert found.rows("cast_credit", "credit_id", "billing_order") == kept
    assert found.log == [("credits", 2, "cast", "out_of_range", "nulled")]
    told = ("[-1, -7]", "the order of 2 credits, which were kept without it")
    assert found.rows("quarantine", "raw", "detail") == [told]


def test_text_that_no_database_can_hold_spoils_its_item_alone(tmp_path: Path) -> None:
    first = r"{'credit_id': 'a', 'id': 1, 'name': '\ud800'}"
    second = r"{'credit_id': 'b', 'id': 2, 'name': 'x\x00y'}"
    found = cleaned(tmp_path, credits=f'cast,crew,id\n"[{first}, {second}]",[],9\n')
    assert found.rows("cast_credit", "credit_id", "name") == [("b", "x\0y")]
    assert found.log == [("credits", 2, "cast", "value_damaged", "repaired")]


def test_a_row_is_repaired_once_however_much_is_mended_in_it(tmp_path: Path) -> None:
    cut = "[{'id': 18, 'name': 'Drama'}, {'id"
    content = films({"genres": cut, "production_companies": cut, "tagline": "MARK"}, {"id": 7})
    found = cleaned(tmp_path, movies_metadata=content.replace("MARK", "Broken\nline"))
    assert found.files["movies_metadata"].repaired == 1
    assert {(column, reason) for _, line, column, reason, _ in found.log if line == 2} == {
        (None, "record_broken"),
        ("genres", "value_damaged"),
        ("production_companies", "value_damaged"),
    }


def test_a_link_without_a_film_is_a_link(tmp_path: Path) -> None:
    found = cleaned(tmp_path, links="movieId,imdbId,tmdbId\n1,114709.0,862.0\n2,0113497,\n3,,\n")
    assert found.rows("movie_link") == [
        (1, "tt0114709", 862),
        (2, "tt0113497", None),
        (3, None, None),
    ]


def test_a_file_that_is_hashed_is_hashed_as_it_came(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfmovieId,imdbId,tmdbId\r\n1,0114709,862\r\n"
    found = cleaned(tmp_path, {"links": data})
    assert found.files["links"].sha256 == hashlib.sha256(data).hexdigest()
