"""A delivery that lies in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from reelhouse.errors import DeliveryError
from reelhouse.source import open_delivery


def test_files_are_found_anywhere_below_the_folder(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv")
    _write(tmp_path / "a" / "b" / "ratings.csv")
    files = open_delivery(tmp_path).files
    assert {file.name: Path(file.location) for file in files} == {
        "movies_metadata": tmp_path / "movies_metadata.csv",
        "ratings": tmp_path / "a" / "b" / "ratings.csv",
    }


def test_the_size_is_that_of_what_will_be_read(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv", b"12345")
    _write(tmp_path / "links.csv.gz", b"12345")
    sizes = {file.name: file.size for file in open_delivery(tmp_path).files}
    assert sizes == {"movies_metadata": 5, "links": None}


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv")
    _write(tmp_path / ".trash" / "ratings.csv")
    _write(tmp_path / "__MACOSX" / "links.csv")
    assert [file.name for file in open_delivery(tmp_path).files] == ["movies_metadata"]


def test_a_folder_named_like_a_file_is_none(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv")
    (tmp_path / "ratings.csv").mkdir()
    assert [file.name for file in open_delivery(tmp_path).files] == ["movies_metadata"]


def test_two_files_of_one_name_are_refused_and_both_named(tmp_path: Path) -> None:
    _write(tmp_path / "october" / "movies_metadata.csv")
    _write(tmp_path / "november" / "movies_metadata.csv.gz")
    with pytest.raises(DeliveryError, match="holds movies_metadata twice") as failure:
        open_delivery(tmp_path)
    assert "october" in str(failure.value)
    assert "november" in str(failure.value)


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    _write(elsewhere)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "movies_metadata.csv").symlink_to(elsewhere)
    with pytest.raises(DeliveryError, match="is a link; put the file itself"):
        open_delivery(tmp_path / "source")


def test_a_link_to_a_folder_is_refused_rather_than_passed_over(tmp_path: Path) -> None:
    _write(tmp_path / "elsewhere" / "ratings.csv")
    _write(tmp_path / "source" / "movies_metadata.csv")
    (tmp_path / "source" / "more").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DeliveryError, match="more: is a link to a folder; put the folder itself"):
        open_delivery(tmp_path / "source")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv")
    os.mkfifo(tmp_path / "ratings.csv")
    with pytest.raises(DeliveryError, match=r"ratings\.csv: is a pipe or a device"):
        open_delivery(tmp_path)


def test_a_file_that_cannot_be_opened_is_refused_by_its_name(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv")
    [file] = open_delivery(tmp_path).files
    (tmp_path / "movies_metadata.csv").unlink()
    with pytest.raises(DeliveryError, match=r"movies_metadata\.csv: cannot be read: No such file"):
        file.open()


def test_a_file_can_be_read_more_than_once(tmp_path: Path) -> None:
    _write(tmp_path / "movies_metadata.csv", b"abc")
    [file] = open_delivery(tmp_path).files
    assert [_all(file.open()), _all(file.open())] == [b"abc", b"abc"]


def _write(path: Path, data: bytes = b"x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _all(stream: BinaryIO) -> bytes:
    with stream:
        return stream.read()
