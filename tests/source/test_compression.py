"""Compressed files are recognized by how they begin, and refused where they are cut off."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from reelhouse.errors import DeliveryError
from reelhouse.source import compression
from reelhouse.source.compression import decompress

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = b"".join(b"%d,0%d,%d\n" % (n, n * 7919 % 9999999, n * 31 % 500) for n in range(20_000))


def _zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, _zstd])
def test_what_was_packed_comes_out(pack: Callable[[bytes], bytes]) -> None:
    assert _read(pack(TEXT)) == TEXT


@pytest.mark.parametrize("pack", [bytes, gzip.compress, _zstd])
def test_nothing_comes_out_as_nothing(pack: Callable[[bytes], bytes]) -> None:
    assert _read(pack(b"")) == b""


def test_gzip_files_one_after_the_other_are_one() -> None:
    assert _read(gzip.compress(TEXT) + gzip.compress(b"end")) == TEXT + b"end"


@pytest.mark.parametrize("pack", [gzip.compress, _zstd])
@pytest.mark.parametrize("kept", [0.0002, 0.1, 0.5, 0.999])
def test_a_file_that_is_cut_off_is_refused(pack: Callable[[bytes], bytes], kept: float) -> None:
    packed = pack(TEXT)
    with pytest.raises(DeliveryError, match=r"^here\.csv\.gz: is cut off or damaged"):
        _read(packed[: max(5, int(len(packed) * kept))])


def test_a_gzip_file_with_a_changed_byte_is_refused() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(DeliveryError, match="is cut off or damaged"):
        _read(bytes(packed))


@pytest.mark.parametrize("pack", [gzip.compress, _zstd])
def test_what_unpacks_to_far_too_much_is_refused_soon(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "_HARMLESS_BYTES", 1 << 20)
    packed = pack(b"1,31,2.5,1260759144\n" * 1_000_000)
    with decompress(io.BytesIO(packed), "here.csv.gz") as stream:
        pieces = iter(lambda: stream.read(1 << 18), b"")
        with pytest.raises(DeliveryError, match=r"unpack to [\d,]+ and more; .* give the CSV file"):
            for taken, _ in enumerate(pieces):
                assert taken < 40


@pytest.mark.parametrize("pack", [gzip.compress, _zstd])
def test_text_is_no_bomb_however_long(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "_HARMLESS_BYTES", 1)
    assert _read(pack(TEXT)) == TEXT


def test_closing_closes_what_lies_below() -> None:
    raw = io.BytesIO(gzip.compress(TEXT))
    decompress(raw, "here").close()
    assert raw.closed


def _read(data: bytes) -> bytes:
    with decompress(io.BytesIO(data), "here.csv.gz") as stream:
        return b"".join(iter(lambda: stream.read(10_000), b""))
