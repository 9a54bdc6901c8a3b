"""Rows whose key comes again: the best is kept, and what differs from it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.clean.deliveries import cleaned, films

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clean.deliveries import CleanedFolder


def kept(found: CleanedFolder) -> list[str]:
    return [title for (title,) in found.rows("movie", "title")]


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ({"vote_count": "9"}, {"vote_count": "10"}, "second"),
        ({"vote_count": "10"}, {"vote_count": "9", "popularity": "99"}, "first"),
        ({"popularity": "2"}, {"popularity": "10"}, "second"),
        ({"popularity": "10"}, {"popularity": "2"}, "first"),
        ({"vote_count": ""}, {"vote_count": "0"}, "second"),
        ({"vote_count": "0"}, {"vote_count": "many"}, "first"),
        ({}, {}, "second"),
    ],
)
def test_of_two_films_the_one_with_more_votes_then_popularity_then_the_later_line_is_kept(
    tmp_path: Path, first: dict[str, object], second: dict[str, object], title: str
) -> None:
    content = films({"title": "first", **first}, {"title": "second", **second})
    found = cleaned(tmp_path, movies_metadata=content)
    assert kept(found) == [title]
    assert found.files["movies_metadata"].duplicates == 1
    line = 2 if title == "second" else 3
    assert ("movies_metadata", line, None, "duplicate_differs", "duplicate") in found.log


def test_the_same_row_again_is_only_counted(tmp_path: Path) -> None:
    found = cleaned(tmp_path, movies_metadata=films({}, {"id": 7, "title": "Sabrina"}, {}, {}))
    assert sorted(kept(found)) == ["Heat", "Sabrina"]
    assert found.files["movies_metadata"].duplicates == 2
    assert found.log == []


def test_the_raw_text_of_what_was_left_out_is_kept_over_all_of_its_lines(tmp_path: Path) -> None:
    content = films({"overview": "two\nlines, or more"}, {"vote_count": 99})
    found = cleaned(tmp_path, movies_metadata=content)
    assert found.rows("quarantine", "line", "raw") == [
        (2, content.split("\n", 1)[1].split("\nFalse,,0")[0])
    ]


@pytest.mark.parametrize(
    ("name", "rows", "count", "lines"),
    [
        ("keywords", ["7,[]", "7,[]", "7,\"[{'id': 1, 'name': 'x'}]\""], 2, [2, 3]),
        ("credits", ["[],[],7", "[],[],7", "[],[],8"], 1, []),
        ("links", ["1,0114709,862", "1,0114709,863"], 1, [2]),
        ("ratings", ["1,2,3.0,900000000", "1,2,4.0,900000000", "1,3,5.0,900000000"], 1, [2]),
        ("ratings", ["1,2,3.0,900000001", "1,2,4.0,900000000"], 1, [3]),
        ("ratings", ["1,2,3.0,", "1,2,4.0,900000000"], 1, [2]),
        ("ratings", ["2,2,3.0,900000000", "1,2,3.0,900000000", "2,2,3.0,900000000"], 1, []),
    ],
)
def test_so_it_is_in_the_other_files(
    tmp_path: Path, name: str, rows: list[str], count: int, lines: list[int]
) -> None:
    heads = {
        "keywords": "id,keywords",
        "credits": "cast,crew,id",
        "links": "movieId,imdbId,tmdbId",
        "ratings": "userId,movieId,rating,timestamp",
    }
    found = cleaned(tmp_path, {name: "\n".join([heads[name], *rows]) + "\n"})
    assert found.files[name].duplicates == count
    assert found.files[name].kept == len(rows) - count
    assert [line for _, line, _, reason, _ in found.log if reason == "duplicate_differs"] == lines
