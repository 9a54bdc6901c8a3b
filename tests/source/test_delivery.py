"""Which files make a delivery, and what it is called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import DeliveryError
from reelhouse.source import FILE_NAMES, open_delivery, suggested_label
from reelhouse.source.delivery import file_name, kind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("ratings.csv", "ratings"),
        ("a/b/Ratings.CSV", "ratings"),
        ("ratings_small.csv", "ratings_small"),
        ("links.csv.gz", "links"),
        ("LINKS.CSV.ZST", "links"),
        ("ratings.parquet", None),
        ("ratings", None),
        ("my_ratings.csv", None),
        ("ratings.csv.bak", None),
        ("ratings.csv.gz.gz", None),
        ("", None),
    ],
)
def test_a_file_is_known_by_its_name(path: str, name: str | None) -> None:
    assert file_name(path) == name


def test_a_small_file_tells_of_the_same_as_the_full_one() -> None:
    assert {kind(name) for name in FILE_NAMES} == {
        "movies_metadata",
        "credits",
        "keywords",
        "links",
        "ratings",
    }


def test_files_come_in_the_order_in_which_they_are_read(tmp_path: Path) -> None:
    names = ["ratings", "keywords", "credits", "links", "movies_metadata"]
    delivery = open_delivery(_folder(tmp_path, *names))
    assert [file.name for file in delivery.files] == [n for n in FILE_NAMES if n in names]


def test_the_full_file_wins_over_the_small_one(tmp_path: Path) -> None:
    source = _folder(tmp_path, "movies_metadata", "links", "links_small", "ratings_small")
    delivery = open_delivery(source)
    assert [file.name for file in delivery.files] == ["movies_metadata", "links", "ratings_small"]


def test_absent_is_what_neither_came_nor_is_replaced_by_a_small_file(tmp_path: Path) -> None:
    delivery = open_delivery(_folder(tmp_path, "movies_metadata", "ratings_small"))
    assert delivery.absent == ("credits", "keywords", "links")


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="there is no such folder or zip"):
        open_delivery(tmp_path / "nowhere")


def test_an_empty_name_is_not_the_current_folder() -> None:
    with pytest.raises(DeliveryError, match="no source was named"):
        open_delivery("")


def test_a_path_that_is_no_text_is_told_as_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    assert open_delivery(_folder(folder, "movies_metadata")).source.endswith(r"caf\udce9")


def test_a_folder_without_any_file_of_a_delivery_is_refused_and_told_what_belongs_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(DeliveryError, match=r"holds none of movies_metadata\.csv, credits\.csv"):
        open_delivery(tmp_path)


def test_a_delivery_without_movies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"holds links, ratings, but no movies_metadata\.csv"):
        open_delivery(_folder(tmp_path, "ratings", "links"))


def test_a_part_of_a_delivery_needs_no_movies(tmp_path: Path) -> None:
    delivery = open_delivery(_folder(tmp_path, "ratings"), is_partial=True)
    assert [file.name for file in delivery.files] == ["ratings"]
    assert delivery.absent == ("movies_metadata", "credits", "keywords", "links")


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("deliveries/2026-11.zip", "2026-11"),
        ("the-movies-dataset-2026-11-30", "2026-11-30"),
        ("2025-12/2026-01", "2026-01"),
        ("from 2026-10 to 2026-11", "2026-11"),
        ("2026-13", None),
        ("12026-11", None),
        ("archive.zip", None),
        (".", None),
    ],
)
def test_a_month_in_the_name_is_suggested_as_the_label(source: str, label: str | None) -> None:
    assert suggested_label(source) == label


def _folder(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / f"{name}.csv").write_text("header\n")
    return folder
