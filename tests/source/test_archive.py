"""A delivery that lies in a zip, which may come from anywhere."""

from __future__ import annotations

import io
import random
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import DeliveryError
from reelhouse.source import open_delivery

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONTENT = {
    "a/movies_metadata.csv": b"adult,belongs_to_collection\n" * 90,
    "a/b/ratings.csv": b"userId,movieId\n" * 90,
}


def test_files_are_found_in_any_folder_of_the_zip(tmp_path: Path) -> None:
    files = open_delivery(_zip(tmp_path, CONTENT)).files
    assert [(file.name, file.size) for file in files] == [
        ("movies_metadata", len(CONTENT["a/movies_metadata.csv"])),
        ("ratings", len(CONTENT["a/b/ratings.csv"])),
    ]
    for file, content in zip(files, CONTENT.values(), strict=True):
        with file.open() as stream:
            assert stream.read() == content


def test_a_location_names_the_zip_and_the_entry(tmp_path: Path) -> None:
    path = _zip(tmp_path, CONTENT)
    assert open_delivery(path).files[0].location == f"{path}!a/movies_metadata.csv"


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path, {**CONTENT, "c/Ratings.csv.gz": b""})
    with pytest.raises(DeliveryError, match="holds ratings twice"):
        open_delivery(path)


def test_what_a_mac_adds_is_left_alone(tmp_path: Path) -> None:
    content = {**CONTENT, "__MACOSX/a/._ratings.csv": b"", "__MACOSX/a/ratings.csv": b""}
    assert len(open_delivery(_zip(tmp_path, content)).files) == len(CONTENT)


@pytest.mark.parametrize(
    "name",
    [
        "../movies_metadata.csv",
        "a/../../x",
        "/etc/passwd",
        "..\\ratings.csv",
        "C:\\links.csv",
        "d:x/",
        "../x/",
    ],
)
def test_an_entry_that_leads_out_of_the_zip_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeliveryError, match="leads outside it"):
        open_delivery(_zip(tmp_path, {**CONTENT, name: b""}))


def test_a_link_in_the_zip_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path, CONTENT)
    link = zipfile.ZipInfo("links.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(DeliveryError, match=r"links\.csv: is a link"):
        open_delivery(path)


def test_a_pipe_in_the_zip_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path, CONTENT)
    pipe = zipfile.ZipInfo("links.csv")
    pipe.external_attr = (stat.S_IFIFO | 0o666) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(pipe, "")
    with pytest.raises(DeliveryError, match=r"links\.csv: is a pipe or a device"):
        open_delivery(path)


@pytest.mark.parametrize("comment", [b"", b"made by hand"])
@pytest.mark.parametrize("is_large", [False, True])
def test_a_zip_of_very_many_entries_is_refused_before_its_directory_is_read(
    tmp_path: Path, comment: bytes, is_large: bool
) -> None:
    path = tmp_path / "delivery.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.txt", b"")
        archive.comment = comment
        if is_large:  # more than the short form of the end can count
            archive.filelist *= 7
    with pytest.raises(DeliveryError, match="has more than 10,000 entries"):
        open_delivery(path)


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path, {"movies_metadata.csv": b"x"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the flag in the central directory
    path.write_bytes(data)
    with pytest.raises(DeliveryError, match="is encrypted; have it sent without a password"):
        open_delivery(path)


def test_an_entry_that_would_unpack_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path, {"movies_metadata.csv": b"\0" * (4 << 20)})
    with pytest.raises(DeliveryError, match=r"claims 4,194,304 bytes in 4,\d{3}"):
        open_delivery(path)


def test_dense_text_is_no_bomb(tmp_path: Path) -> None:
    rows = b"False,,0,[],,0,,en,,,0.0,,[],[],,0,0.0,[],Released,,,False,0.0,0\n" * 40_000
    assert open_delivery(_zip(tmp_path, {"movies_metadata.csv": rows})).files[0].size == len(rows)


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "delivery.zip"
    path.write_bytes(b"hello")
    with pytest.raises(DeliveryError, match="is neither a folder nor a whole zip"):
        open_delivery(path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_zip_gives_what_was_packed_or_is_refused(tmp_path: Path, method: int) -> None:
    whole = _zip(tmp_path, CONTENT, method).read_bytes()
    path = tmp_path / "damaged.zip"
    randomly = random.Random(method)
    refused = 0
    for _ in range(150):
        path.write_bytes(_damaged(whole, randomly))
        refused += not _gives_content(path)
    assert refused > 50


def _gives_content(path: Path) -> bool:
    content = {name.rpartition("/")[2].removesuffix(".csv"): each for name, each in CONTENT.items()}
    try:
        for file in open_delivery(path).files:
            with file.open() as stream:
                assert stream.read() == content[file.name]
    except DeliveryError:
        return False
    return True


def _damaged(whole: bytes, randomly: random.Random) -> bytes:
    data = bytearray(whole)
    at = randomly.randrange(len(data))
    match randomly.randrange(4):
        case 0:
            data[at] = randomly.randrange(256)
        case 1:  # near the end lies the directory
            data[-randomly.randrange(1, min(len(data), 250))] = randomly.randrange(256)
        case 2:
            del data[at : at + randomly.randrange(1, 30)]
        case _:
            del data[at:]
    return bytes(data)


def _zip(folder: Path, content: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    path = folder / "delivery.zip"
    path.write_bytes(packed.getvalue())
    return path
