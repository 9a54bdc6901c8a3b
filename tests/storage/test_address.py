"""Addresses on S3."""

from __future__ import annotations

import pytest

from reelhouse.errors import UsageError
from reelhouse.storage import Address, is_on_s3


def test_an_address_is_a_bucket_and_a_key() -> None:
    assert Address.parse("s3://films/2026/11.zip") == Address("films", "2026/11.zip")
    assert Address.parse("S3://films") == Address("films", "")
    assert str(Address("films", "2026/11.zip")) == "s3://films/2026/11.zip"


def test_a_key_is_taken_as_it_is() -> None:
    assert Address.parse("s3://films/a%20b?c=d//e #f/").key == "a%20b?c=d//e #f/"


@pytest.mark.parametrize("text", ["s3://", "s3:///key", "films/2026", "https://films/2026"])
def test_without_a_bucket_it_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="write s3://bucket/key"):
        Address.parse(text)


def test_as_a_folder_it_ends_with_one_slash_and_the_bucket_with_none() -> None:
    assert Address("films", "2026-1").folder().key == "2026-1/"
    assert Address("films", "2026-1/").folder().key == "2026-1/"
    assert Address("films", "").folder().key == ""
    assert str(Address("films", "lake").below("a/b")) == "s3://films/lake/a/b"


def test_a_path_is_no_address() -> None:
    assert is_on_s3("s3://films")
    assert not any(map(is_on_s3, ["s3:/films", "s3/films", "/s3://films", "C:\\films"]))
