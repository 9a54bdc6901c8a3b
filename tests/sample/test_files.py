"""The files have the form of the real ones, byte for byte where Python can tell."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.sample.reading import DOS_FILES, NESTED, UNIX_FILES, Sample, items

if TYPE_CHECKING:
    from pathlib import Path

REAL = {
    "cast": "cast_id character credit_id gender id name order profile_path",
    "crew": "credit_id department gender id job name profile_path",
    "belongs_to_collection": "id name poster_path backdrop_path",
    "genres": "id name",
    "keywords": "id name",
    "production_companies": "name id",
    "production_countries": "iso_3166_1 name",
    "spoken_languages": "iso_639_1 name",
}


@pytest.mark.parametrize("name", [*UNIX_FILES, *DOS_FILES])
def test_fields_are_quoted_as_pythons_writer_quotes_them(sample: Sample, name: str) -> None:
    end = "\n" if name in UNIX_FILES else "\r\n"
    # Some versions of Python's writer quote a bare carriage return as they do a line feed.
    text = sample.text(name).replace("\r\n", "\n").replace("\r", "\n").replace("\n", end)
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerows(csv.reader(io.StringIO(text, newline="")))
    assert text == written.getvalue()


@pytest.mark.parametrize("name", DOS_FILES)
def test_links_and_ratings_have_dos_line_ends(sample: Sample, name: str) -> None:
    assert re.search(r"[^\r]\n|\r[^\n]", sample.text(name)) is None


@pytest.mark.parametrize("name", UNIX_FILES)
def test_the_others_have_unix_line_ends(sample: Sample, name: str) -> None:
    assert "\r\n" not in sample.text(name)


@pytest.mark.parametrize(("name", "column"), [(n, c) for n, cs in NESTED.items() for c in cs])
def test_nested_values_are_what_repr_writes(sample: Sample, name: str, column: str) -> None:
    damaged = sample.damaged(name)
    seen = 0
    for record in sample.records(name):
        if record[column] and (int(record["id"]), column) not in damaged:
            parsed = items(record[column])
            shown = repr(parsed if record[column].startswith("[") else parsed[0])
            assert shown == record[column]
            seen += len(parsed)
    assert seen > 10


@pytest.mark.parametrize(("name", "column"), [(n, c) for n, cs in NESTED.items() for c in cs])
def test_keys_stand_in_the_order_of_the_real_files(sample: Sample, name: str, column: str) -> None:
    damaged = sample.damaged(name)
    orders = Counter(
        " ".join(item)
        for record in sample.records(name)
        if record[column] and (int(record["id"]), column) not in damaged
        for item in items(record[column])
    )
    assert orders.most_common(1)[0][0] == REAL[column]


def test_strings_need_every_kind_of_quoting(sample: Sample) -> None:
    cast = "".join(record["cast"] for record in sample.records("credits"))
    for piece in (r"\'", "\"It's", r"\t", r"\xa0", r"\u200b", r"\\", ": None", "{", "Ünïcödé"):
        assert piece in cast
    names = [
        item["character"]
        for record in sample.records("credits")
        if (int(record["id"]), "cast") not in sample.damaged("credits")
        for item in items(record["cast"])
    ]
    assert {"tab\tseparated", "no-break\xa0space", "zero\u200bwidth", "back\\slash"} <= set(names)


def test_credit_ids_are_unique_and_have_24_digits(sample: Sample) -> None:
    by_film = {
        record["id"]: record["cast"] + record["crew"] for record in sample.records("credits")
    }
    codes = re.findall(r"'credit_id': '(\w+)'", "".join(by_film.values()))
    assert all(re.fullmatch(r"[0-9a-f]{24}", code) for code in codes)
    assert len(set(codes)) == len(codes) > 1_000


@pytest.mark.parametrize("name", ["ratings", "ratings_small"])
def test_ratings_are_sorted_and_unique(sample: Sample, name: str) -> None:
    rows = sample.parsed(name)
    keys = [(int(user), int(movie)) for user, movie, _, _ in rows]
    assert all(key < later for key, later in pairwise(keys))
    marks = {f"{half / 2}" for half in range(1, 11)}
    assert {rating for _, _, rating, _ in rows} <= marks
    assert len(rows) < 10_000 or len({rating for _, _, rating, _ in rows}) == len(marks)
    assert all(800_000_000 < int(moment) < 1_767_225_600 for *_, moment in rows)


def test_a_few_films_have_most_of_the_ratings(sample: Sample) -> None:
    counts = sorted(Counter(movie for _, movie, *_ in sample.parsed("ratings")).values())
    most = sum(counts[-len(counts) // 4 :])
    assert most > sum(counts) / 2
    assert 50 * counts[0] < counts[-1]


@pytest.mark.parametrize("name", ["links", "links_small"])
def test_links_are_sorted_and_unique(sample: Sample, name: str) -> None:
    rows = sample.parsed(name)
    ids = [int(movie) for movie, _, _ in rows]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"\d{7}", imdb) for _, imdb, _ in rows)
    assert {tuple(row) for row in sample.parsed("links_small")} <= {
        tuple(row) for row in sample.parsed("links")
    }


def test_movielens_ids_are_not_tmdb_ids_but_look_like_them(sample: Sample) -> None:
    links = sample.parsed("links")
    tmdb = {row[2] for row in links}
    assert sum(row[0] in tmdb for row in links) > len(links) // 20
    assert sum(row[0] == row[2] for row in links) < len(links) // 20


def test_the_form_of_the_real_files_is_that_of_the_sample(sample: Sample) -> None:
    header = "adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,"
    assert sample.lines("movies_metadata")[1].startswith(header)
    assert sample.lines("credits")[1] == "cast,crew,id"
    assert sample.lines("keywords")[1] == "id,keywords"
    assert sample.lines("links")[1] == sample.lines("links_small")[1] == "movieId,imdbId,tmdbId\r"
    assert sample.lines("ratings")[1] == "userId,movieId,rating,timestamp\r"
    for record in sample.records("movies_metadata"):
        assert re.fullmatch(r"(tt\d{7})?", record["imdb_id"])
        assert re.fullmatch(r"(\d+\.0)?", record["runtime"])
        assert re.fullmatch(r"\d+\.\d", record["vote_average"])
        assert re.fullmatch(r"(/[0-9A-Za-z]{26,27}\.jpg)?", record["poster_path"])
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", record["release_date"])
        assert record["budget"].isdigit()
        assert len(record["overview"]) <= 1_020


def test_small_popularities_are_written_as_python_writes_floats(sample: Sample) -> None:
    numbers = [
        record["popularity"]
        for record in sample.records("movies_metadata")
        if record["popularity"][0].isdigit() and not record["popularity"].endswith("999998")
    ]
    assert all(repr(float(number)) == number for number in numbers)


def test_about_four_in_five_films_have_no_money(sample: Sample) -> None:
    records = sample.records("movies_metadata")
    for column in ("budget", "revenue"):
        share = sum(record[column] == "0" for record in records) / len(records)
        assert 0.7 < share < 0.9


def test_nothing_but_the_files_is_left(sample: Sample) -> None:
    names = sorted(path.name for path in _walk(sample.directory.parent))
    assert names == sorted(
        ["delivery", "defects.json", *(f"{name}.csv" for name in (*UNIX_FILES, *DOS_FILES))]
    )


def _walk(directory: Path) -> list[Path]:
    return list(directory.rglob("*"))
