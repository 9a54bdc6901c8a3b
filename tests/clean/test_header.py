"""The first line with anything in it says how a file is read."""

from __future__ import annotations

import pytest
from tests.clean.readings import source_file

from reelhouse.clean.header import Header, read_header
from reelhouse.clean.layout import layout
from reelhouse.errors import DeliveryError

NAMES = ("movieId", "imdbId", "tmdbId")


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (b"movieId,imdbId,tmdbId\n1,2,3\n", Header(",", NAMES, 1)),
        (b"\xef\xbb\xbfMOVIEID; imdbid ;tmdbId", Header(";", NAMES, 1)),
        (b'\n,,\r\n"movieId","imdbId","tmdbId"\r\n', Header(",", NAMES, 3)),
        (b"movieId\tnote\timdbId\ttmdbId\n", Header("\t", ("movieId", "extra_1", *NAMES[1:]), 1)),
    ],
)
def test_columns_are_found_by_name(data: bytes, header: Header) -> None:
    assert read_header(source_file("links", data), layout("links")) == header


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", r"links\.csv: is empty; expected a line with movieId, imdbId, tmdbId"),
        (b"movieId,imdbId\n", r"links\.csv, line 1: the header lacks tmdbId"),
        (b"movieId,imdbId,tmdbId,movieid\n", r"line 1: the header names a column twice"),
    ],
)
def test_a_header_of_another_file_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(DeliveryError, match=problem):
        read_header(source_file("links", data), layout("links"))
