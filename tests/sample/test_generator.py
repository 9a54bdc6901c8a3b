"""A large sample is made in parts; here small ones are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sample.reading import DOS_FILES, UNIX_FILES, Sample

from reelhouse.sample import generator, plan, write
from reelhouse.sample.files import FILES, Chunks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A sample of about four parts a file."""
    directory = tmp_path_factory.mktemp("parts") / "delivery"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "CHUNK_FILMS", 60)
        smaller = {plan.CHUNK_RATERS: 700, 65_536: 60, 1: 1}
        files = tuple(
            file._replace(chunks=Chunks(file.chunks.units, smaller[file.chunks.size]))
            for file in FILES
        )
        patch.setattr(generator, "FILES", files)
        write(directory, scale=0.005, seed=11)
    return Sample(directory)


@pytest.mark.parametrize("name", [*UNIX_FILES, *DOS_FILES])
def test_parts_make_one_file(parts: Sample, sample: Sample, name: str) -> None:
    account = parts.notes["files"][name]
    assert account["parsed_records"] == len(parts.parsed(name))
    assert [len(row) for row in parts.parsed(name)].count(len(parts.parsed(name)[0])) > 0
    for item in ("records", "duplicates", "orphans", "blank", "loaded"):
        assert account[item] == sample.notes["files"][name][item]


def test_lines_are_counted_over_the_parts(parts: Sample) -> None:
    for kind in ("blank_line", "broken_record", "line_break", "undated", "spoiled", "repeated"):
        for name in parts.notes["defects"][kind]["files"]:
            for place in parts.places(kind, name):
                assert place.line is not None
                text = parts.lines(name)[place.line]
                assert str(place.id or "") in text
                assert (text.strip("\r") == "") == (kind == "blank_line")


def test_films_stand_in_the_same_order_as_their_links(parts: Sample) -> None:
    films = [row[5] for row in parts.parsed("movies_metadata") if len(row) != 15]
    places = {film: place for place, (_, _, film) in enumerate(parts.parsed("links"))}
    first_records = list(dict.fromkeys(films))
    assert all(film in places for film in first_records)
    unique = [film for film in first_records if films.count(film) == 1]
    assert [places[film] for film in unique] == sorted(places[film] for film in unique)


def test_nothing_of_the_parts_is_left(parts: Sample) -> None:
    left: list[Path] = [path for path in parts.directory.iterdir() if path.name.startswith(".")]
    assert left == []
