"""A store on S3; what it has in common with others is in test_store.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE

from reelhouse.errors import LakeError, UnreachableError
from reelhouse.settings import S3Settings
from reelhouse.storage import Address, BucketStore

if TYPE_CHECKING:
    from tests.proxy import Proxy
    from tests.s3server import Server

pytestmark = pytest.mark.usefixtures("owner")


def test_a_write_whose_answer_was_lost_is_known_as_our_own(
    s3_proxy: Proxy, s3_server: Server
) -> None:
    store = BucketStore(Address(PRIVATE, "store/lost"), S3Settings(s3_proxy.endpoint))
    assert store.names() == []
    s3_proxy.lose = b"HTTP/1.1 200"
    store.put_new("a", b"mine")
    assert s3_proxy.swallowed == 1
    assert s3_server.get(PRIVATE, "store/lost/a") == b"mine"


def test_a_write_that_arrived_in_part_is_taken_back(s3_proxy: Proxy, s3_server: Server) -> None:
    store = BucketStore(Address(PRIVATE, "store/part"), S3Settings(s3_proxy.endpoint))
    assert store.names() == []
    s3_proxy.lose = b"HTTP/1.1 100"  # the server keeps the object without its content
    with pytest.raises(UnreachableError, match="a: arrived only in part; start again"):
        store.put_new("a", b"mine")
    assert store.names() == []
    store.put_new("a", b"mine")
    assert s3_server.get(PRIVATE, "store/part/a") == b"mine"


def test_a_store_that_takes_no_notice_of_conditions_is_refused(
    s3_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = BucketStore(Address(PRIVATE, "store/careless"), S3Settings(s3_server.endpoint))
    ask = store._s3.filesystem.call_s3

    def careless(method: str, **parameters: object) -> object:
        parameters.pop("IfNoneMatch", None)
        return ask(method, **parameters)

    monkeypatch.setattr(store._s3.filesystem, "call_s3", careless)
    with pytest.raises(LakeError, match="takes no notice of If-None-Match"):
        store.put_new("a", b"x")
    assert store.names() == []


def test_a_write_that_succeeded_is_no_failure_when_the_store_is_lost_after_it(
    s3_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = BucketStore(Address(PRIVATE, "store/after"), S3Settings(s3_server.endpoint))
    put, puts = store._put, 0

    def lost(address: Address, data: bytes, writer: str) -> bool:
        nonlocal puts
        puts += 1
        if puts == 2:
            raise UnreachableError("lost")
        return put(address, data, writer)

    monkeypatch.setattr(store, "_put", lost)
    for key in ("a", "b", "c"):
        store.put_new(key, b"x")
    assert store.names() == ["a", "b", "c"]
    assert puts == 5  # each once; the first, in vain, and the second once more, the third not


def test_a_store_that_cannot_be_reached_is_told(
    s3_proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3_proxy.total = 0
    store = BucketStore(Address(PRIVATE, "store/away"), S3Settings(s3_proxy.endpoint))
    for ask in (store.names, lambda: store.put_new("a", b""), lambda: store.read_text("a")):
        with pytest.raises(UnreachableError, match=f"s3://{PRIVATE}/store/away/a?: cannot be"):
            ask()
