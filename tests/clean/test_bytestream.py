"""Bytes on their way to the CSV reader: whatever comes, what goes on is UTF-8 with line feeds."""

from __future__ import annotations

import hashlib
import io
import threading
import time
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.readings import examples

from reelhouse.clean import bytestream
from reelhouse.clean.bytestream import CARRIAGE_RETURN, ByteStream
from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from typing import BinaryIO

PIECES = st.lists(
    st.sampled_from(
        [
            *(b"a", b"\n", b"\r", b"\r\n", b'"', "é".encode(), "東".encode(), "🎬".encode()),
            *(b"\xe9", b"\x80", b"\x81", b"\xff", b"\xe6\x9d", b"\xf0\x9f"),
        ]
    ),
    max_size=12,
).map(b"".join)


@pytest.fixture(params=[1, 2, 3, 4 << 20])
def chunk_bytes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(bytestream, "_CHUNK_BYTES", request.param)
    return int(request.param)


def read(data: bytes, size: int = -1) -> tuple[bytes, ByteStream]:
    stream = ByteStream(io.BytesIO(data), "here.csv", has_text=True)
    found = b"".join(iter(lambda: stream.read(size), b""))
    return found, stream


@examples(200)
@given(data=PIECES, size=st.sampled_from([1, 3, 100, -1]))
def test_it_reads_the_same_however_the_bytes_are_cut(
    chunk_bytes: int, data: bytes, size: int
) -> None:
    found, stream = read(data, size)
    assert found == _reference(data)
    assert stream.sha256 == hashlib.sha256(data).hexdigest()
    assert stream.has_returns == (b"\r" in data.replace(b"\r\n", b""))
    assert (stream.spoiled > 0) == (not _is_utf8(data))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("café 東京 🎬".encode(), "café 東京 🎬"),
        (b"caf\xe9", "café"),
        ("“café” – 5 €".encode("windows-1252"), "“café” – 5 €"),
        (b"a\x81b", "a\x81b"),
        ("é".encode() + b"\xe9" + "é".encode(), "ééé"),
        (b"cut \xe6\x9d", "cut æ\x9d"),
        (b"half a pair \xed\xa0\x80", "half a pair í\xa0€"),
        (b"too long \xc0\xaf", "too long À¯"),
    ],
)
def test_a_byte_that_is_not_utf8_is_read_as_windows_1252_and_latin_1_otherwise(
    data: bytes, text: str
) -> None:
    assert read(data)[0].decode() == text


def test_the_number_of_spoiled_bytes_is_told_and_where_the_first_one_is(chunk_bytes: int) -> None:
    good = "one\n\ufffd\nthree ".encode()
    stream = read(good + b"\xe9\nfour \xe8\xe8\n")[1]
    assert (stream.spoiled, stream.first_spoiled) == (3, len(good))
    assert read(good)[1].first_spoiled is None


def test_lines_end_with_a_line_feed_and_a_bare_return_is_kept_apart(chunk_bytes: int) -> None:
    found, stream = read(b"a\r\nb\rc\r\n\r")
    assert found.decode() == f"a\nb{CARRIAGE_RETURN}c\n{CARRIAGE_RETURN}"
    assert stream.has_returns


@pytest.mark.parametrize("has_text", [True, False])
def test_so_it_is_in_files_without_text(has_text: bool) -> None:
    stream = ByteStream(io.BytesIO(b"1,2\r\n3\r4\n5\r"), "here.csv", has_text=has_text)
    assert stream.read().decode() == f"1,2\n3{CARRIAGE_RETURN}4\n5{CARRIAGE_RETURN}"


class Recorded(io.BytesIO):
    """Keeps what was read from it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.given: list[bytes] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.given.append(super().read(size))
        return self.given[-1]


def test_what_needs_no_change_is_given_on_without_a_copy() -> None:
    inner = Recorded(b"1,2\r\n" * 100)
    stream = ByteStream(inner, "here.csv", has_text=False)
    found = [stream.read(50) for _ in range(10)]
    assert all(each is given for each, given in zip(found, inner.given, strict=True))


def test_what_stands_for_a_return_is_no_character_of_any_text() -> None:
    assert 0xFDD0 <= ord(CARRIAGE_RETURN) <= 0xFDEF


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf_16_is_refused_with_what_to_do(encoding: str) -> None:
    data = "\ufeffid,keywords\n".encode(encoding)
    with pytest.raises(DeliveryError, match=r"here\.csv, line 1: found UTF-16, expected UTF-8"):
        read(data)


def test_bytes_are_counted_as_they_come() -> None:
    counts: list[int] = []
    data = b"x\r\n" * 10
    with ByteStream(io.BytesIO(data), "here.csv", has_text=True, advance=counts.append) as stream:
        stream.read()
    assert sum(counts) == len(data)


def _reference(data: bytes) -> bytes:
    """The same for a whole file at once, byte by byte."""
    text, rest = "", data.replace(b"\r\n", b"\n")
    while rest:
        for length in (1, 2, 3, 4):
            try:
                char = rest[:length].decode()
            except UnicodeDecodeError:
                continue
            break
        else:
            length = 1
            char = rest[:1].decode("windows-1252", errors="ignore") or chr(rest[0])
        text, rest = text + char, rest[length:]
    return text.replace("\r", CARRIAGE_RETURN).encode()


def _is_utf8(data: bytes) -> bool:
    return data.decode("utf-8", errors="ignore").encode() == data


def test_little_but_line_breaks_is_refused() -> None:
    with (
        ByteStream(io.BytesIO(b"a,b\n\n \n" * 40_000), "here", has_text=True, least_line=3) as s,
        pytest.raises(DeliveryError, match=r"here: found lines shorter than 3 bytes on average"),
    ):
        s.read()


def test_records_with_a_blank_line_between_them_pass() -> None:
    data = b"a,b,c,d,e\n\n" * 40_000
    with ByteStream(io.BytesIO(data), "here", has_text=True, least_line=3) as stream:
        assert stream.read() == data


def test_what_is_no_text_in_any_encoding_is_refused() -> None:
    with (
        ByteStream(io.BytesIO(b"text\n" + b"\xff" * 200_000), "here", has_text=True) as stream,
        pytest.raises(
            DeliveryError, match=r"199,999 of 200,004 bytes are not UTF-8; expected text"
        ),
    ):
        stream.read()


def test_a_stopped_stream_gives_nothing_and_is_left_in_peace() -> None:
    inner, began = io.BytesIO(b"a" * 100), threading.Event()

    class Slow(io.RawIOBase):
        def read(self, _size: int = -1, /) -> bytes:
            began.set()
            time.sleep(0.2)
            return inner.read(10)

    stream = ByteStream(cast("BinaryIO", Slow()), "here", has_text=True)
    reading = threading.Thread(target=stream.read, args=(15,))
    reading.start()
    began.wait()
    stream.stop()
    assert not reading.is_alive()
    assert stream.read(10) == b""
