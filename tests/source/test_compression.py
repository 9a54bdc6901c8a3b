"""Compressed files are recognized by how they begin, and refused where they are cut off."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from reelhouse.errors import DeliveryError
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


def test_closing_closes_what_lies_below() -> None:
    raw = io.BytesIO(gzip.compress(TEXT))
    decompress(raw, "here").close()
    assert raw.closed


def _read(data: bytes) -> bytes:
    with decompress(io.BytesIO(data), "here.csv.gz") as stream:
        return b"".join(iter(lambda: stream.read(10_000), b""))
