"""An object on S3 as a file, over connections that do not hold."""

from __future__ import annotations

import io
import os
import random
from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE

from reelhouse.errors import DeliveryError, UnreachableError
from reelhouse.settings import S3Settings
from reelhouse.storage import S3, Address, S3Object

if TYPE_CHECKING:
    from tests.proxy import Proxy
    from tests.s3server import Server

    from reelhouse.storage.stream import ObjectStream

CONTENT = random.Random(7).randbytes(1 << 20)

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def address(s3_server: Server, request: pytest.FixtureRequest) -> Address:
    key = f"stream/{request.node.name}"
    s3_server.put(PRIVATE, key, CONTENT)
    return Address(PRIVATE, key)


def opened(endpoint: str, address: Address) -> ObjectStream:
    s3 = S3(S3Settings(endpoint), DeliveryError)
    return s3.open(s3.find(address))


def test_it_reads_like_a_file(s3_server: Server, address: Address) -> None:
    with opened(s3_server.endpoint, address) as stream:
        assert stream.readable()
        assert stream.seekable()
        assert stream.read() == CONTENT
        assert stream.read() == b""
        assert stream.tell() == len(CONTENT)


@pytest.mark.parametrize("seed", range(3))
def test_it_reads_from_any_position(s3_server: Server, address: Address, seed: int) -> None:
    randomly = random.Random(seed)
    with opened(s3_server.endpoint, address) as raw, io.BytesIO(CONTENT) as expected:
        stream = io.BufferedReader(raw, 1 << randomly.randrange(8, 18))
        for _ in range(12):
            whence = randomly.choice([os.SEEK_SET, os.SEEK_END])
            offset = randomly.randrange(len(CONTENT)) * (1 if whence == os.SEEK_SET else -1)
            assert stream.seek(offset, whence) == expected.seek(offset, whence)
            for size in (randomly.randrange(1 << 17), 1, 30):
                assert stream.read(size) == expected.read(size)


def test_a_position_before_the_beginning_is_refused(s3_server: Server, address: Address) -> None:
    with opened(s3_server.endpoint, address) as stream:
        assert stream.seek(1 << 40) == 1 << 40
        assert stream.read(1) == b""
        with pytest.raises(ValueError, match="before the beginning: -1"):
            stream.seek(-1)


def test_an_empty_object_is_an_empty_file(s3_server: Server, address: Address) -> None:
    s3_server.put(PRIVATE, address.key, b"")
    with opened(s3_server.endpoint, address) as stream:
        assert stream.read() == b""


def test_reading_on_takes_one_request_and_going_elsewhere_another(
    s3_server: Server, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    begin = S3.begin

    def counted(s3: S3, found: S3Object, start: int, size: int) -> tuple[object, bytes]:
        begun.append(start)
        return begin(s3, found, start, size)

    monkeypatch.setattr(S3, "begin", counted)
    with opened(s3_server.endpoint, address) as stream:
        assert b"".join(iter(lambda: stream.read(1 << 14), b"")) == CONTENT
        stream.seek(5)
        stream.seek(0, os.SEEK_CUR)
        assert stream.read(10) + stream.read(10) == CONTENT[5:25]
    assert begun == [0, 5]


def test_a_connection_that_is_cut_is_taken_up_at_the_same_byte(
    s3_proxy: Proxy, address: Address
) -> None:
    s3_proxy.each = 250_000
    with opened(s3_proxy.endpoint, address) as stream:
        assert b"".join(iter(lambda: stream.read(1 << 20), b"")) == CONTENT
    assert s3_proxy.connections > len(CONTENT) / s3_proxy.each


def test_a_connection_that_stays_away_is_given_up_and_what_happened_is_told(
    s3_proxy: Proxy, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with opened(s3_proxy.endpoint, address) as stream:
        s3_proxy.total = 100_000
        with pytest.raises(UnreachableError) as failure:
            while stream.read(1 << 14):
                pass
        s3_proxy.total = None
        assert stream.read(100) == CONTENT[stream.tell() - 100 : stream.tell()]
    told = str(failure.value)
    assert told.startswith(f"{address}: the connection was cut at byte ")
    assert "of 1,048,576, and 4 attempts to go on brought nothing" in told
    assert told.endswith("; check the network, and start again")


def test_an_object_that_was_replaced_is_refused(s3_server: Server, address: Address) -> None:
    stream = opened(s3_server.endpoint, address)
    s3_server.put(PRIVATE, address.key, CONTENT[::-1])
    with stream, pytest.raises(DeliveryError, match="changed while it was being read"):
        stream.read()


def test_an_object_that_was_removed_is_refused(s3_server: Server, address: Address) -> None:
    stream = opened(s3_server.endpoint, address)
    s3_server.client.delete_object(Bucket=PRIVATE, Key=address.key)
    with stream, pytest.raises(DeliveryError, match="there is no such object"):
        stream.read()
