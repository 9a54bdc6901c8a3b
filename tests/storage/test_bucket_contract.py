"""What a store on S3 promises."""

from __future__ import annotations

import multiprocessing
import random
from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE

from reelhouse.errors import LakeError, TakenError
from reelhouse.settings import S3Settings
from reelhouse.storage import Address, BucketStore

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from tests.s3server import Server

WRITERS = 4
ROUNDS = 4

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def place(request: pytest.FixtureRequest, s3_server: Server) -> tuple[str, S3Settings]:
    """A location where nothing is yet, and how it is reached."""
    return f"s3://{PRIVATE}/store/{request.node.name}", S3Settings(s3_server.endpoint)


def opened(place: tuple[str, S3Settings]) -> BucketStore:
    location, settings = place
    return BucketStore(Address.parse(location), settings)


@pytest.fixture
def store(place: tuple[str, S3Settings]) -> BucketStore:
    return opened(place)


def test_it_is_named_by_its_location(store: BucketStore, place: tuple[str, S3Settings]) -> None:
    assert store.location.rstrip("/") == place[0]


def test_in_the_beginning_there_is_nothing(store: BucketStore) -> None:
    assert store.names() == []
    assert store.names("deliveries") == []
    assert store.read_text("deliveries/a") is None


def test_what_was_put_is_there(store: BucketStore) -> None:
    store.put_new("deliveries/a/manifest.json", "é\n".encode())
    store.put_new("deliveries/ab/manifest.json", b"")
    store.put_new("other", b"x")
    assert store.read_text("deliveries/a/manifest.json") == "é\n"
    assert store.read_text("deliveries/ab/manifest.json") == ""
    assert store.names("deliveries/a") == ["deliveries/a/manifest.json"]
    assert store.names() == ["deliveries/a/manifest.json", "deliveries/ab/manifest.json", "other"]


def test_a_folder_is_no_key(store: BucketStore) -> None:
    store.put_new("a/b", b"x")
    assert store.read_text("a/b/c") is None


def test_what_is_there_is_not_put_again(store: BucketStore) -> None:
    store.put_new("a", b"first")
    with pytest.raises(TakenError, match=r"a: is there already; somebody else has written it$"):
        store.put_new("a", b"second")
    assert store.read_text("a") == "first"
    store.remove("a")
    store.put_new("a", b"second")
    assert store.read_text("a") == "second"


def test_removing_what_is_not_there_is_no_error(store: BucketStore) -> None:
    store.remove("a/b")
    assert store.names() == []


@pytest.mark.parametrize("size", [0, 10, 21 << 20])
def test_files_go_there_and_back_whole(store: BucketStore, tmp_path: Path, size: int) -> None:
    content = random.Random(size).randbytes(size)
    (tmp_path / "here").write_bytes(content)
    store.upload(tmp_path / "here", "a/there")
    (tmp_path / "back").write_bytes(b"in the way")
    store.download("a/there", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content
    assert store.names() == ["a/there"]
    assert {path.name for path in tmp_path.iterdir()} <= {"here", "back"}


def test_an_upload_takes_the_place_of_what_is_there(store: BucketStore, tmp_path: Path) -> None:
    store.put_new("a", b"first")
    (tmp_path / "here").write_bytes(b"second")
    store.upload(tmp_path / "here", "a")
    assert store.read_text("a") == "second"


def test_a_download_of_what_is_not_there_is_refused(store: BucketStore, tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="a/b: "):
        store.download("a/b", tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_an_upload_of_what_is_not_there_is_refused(store: BucketStore, tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="No such file"):
        store.upload(tmp_path / "here", "a")
    assert store.names() == []


def test_of_many_writers_at_once_exactly_one_wins(place: tuple[str, S3Settings]) -> None:
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(WRITERS)
    won: Queue[tuple[int, list[int]]] = processes.Queue()
    writers = [
        processes.Process(target=_write, args=(place, number, start, won))
        for number in range(WRITERS)
    ]
    for each in writers:
        each.start()
    results = [won.get(timeout=60) for _ in writers]
    for each in writers:
        each.join()
    for number in range(ROUNDS):
        winners = [writer for writer, rounds in results if number in rounds]
        assert len(winners) == 1, number
        assert opened(place).read_text(f"round-{number}") == f"{winners[0]}" * 10_000


def _write(
    place: tuple[str, S3Settings], writer: int, start: Barrier, won: Queue[tuple[int, list[int]]]
) -> None:
    store = opened(place)
    store.names()
    rounds = []
    for number in range(ROUNDS):
        start.wait(timeout=60)
        try:
            store.put_new(f"round-{number}", f"{writer}".encode() * 10_000)
            rounds.append(number)
        except TakenError:
            pass
    won.put((writer, rounds))
