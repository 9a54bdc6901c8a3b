"""What a store promises, of one in a folder and of one on S3."""

from __future__ import annotations

import multiprocessing
import random
from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE

from reelhouse.errors import LakeError, TakenError, UnreachableError
from reelhouse.settings import S3Settings
from reelhouse.storage import Address, BucketStore, DirectoryStore, Store, open_store

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from tests.proxy import Proxy
    from tests.s3server import Server

WRITERS = 4
ROUNDS = 4

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, S3Settings]:
    """A location where nothing is yet, and how it is reached."""
    if request.param == "folder":
        return str(tmp_path / "store"), S3Settings()
    server: Server = request.getfixturevalue("s3_server")
    return f"s3://{PRIVATE}/store/{request.node.name}", S3Settings(server.endpoint)


@pytest.fixture
def store(place: tuple[str, S3Settings]) -> Store:
    return open_store(*place)


def test_a_location_tells_which_store_it_is(tmp_path: Path) -> None:
    assert isinstance(open_store("s3://films/lake", S3Settings()), BucketStore)
    assert isinstance(open_store(str(tmp_path), S3Settings()), DirectoryStore)


def test_it_is_named_by_its_location(store: Store, place: tuple[str, S3Settings]) -> None:
    assert store.location.rstrip("/") == place[0]


def test_in_the_beginning_there_is_nothing(store: Store) -> None:
    assert store.names() == []
    assert store.names("deliveries") == []
    assert store.read_text("deliveries/a") is None


def test_what_was_put_is_there(store: Store) -> None:
    store.put_new("deliveries/a/manifest.json", "é\n".encode())
    store.put_new("deliveries/ab/manifest.json", b"")
    store.put_new("other", b"x")
    assert store.read_text("deliveries/a/manifest.json") == "é\n"
    assert store.read_text("deliveries/ab/manifest.json") == ""
    assert store.names("deliveries/a") == ["deliveries/a/manifest.json"]
    assert store.names() == ["deliveries/a/manifest.json", "deliveries/ab/manifest.json", "other"]


def test_a_folder_is_no_key(store: Store) -> None:
    store.put_new("a/b", b"x")
    assert store.read_text("a/b/c") is None


def test_what_is_there_is_not_put_again(store: Store) -> None:
    store.put_new("a", b"first")
    with pytest.raises(TakenError, match=r"a: is there already; somebody else has written it$"):
        store.put_new("a", b"second")
    assert store.read_text("a") == "first"
    store.remove("a")
    store.put_new("a", b"second")
    assert store.read_text("a") == "second"


def test_removing_what_is_not_there_is_no_error(store: Store) -> None:
    store.remove("a/b")
    assert store.names() == []


@pytest.mark.parametrize("size", [0, 10, 21 << 20])
def test_files_go_there_and_back_whole(store: Store, tmp_path: Path, size: int) -> None:
    content = random.Random(size).randbytes(size)
    (tmp_path / "here").write_bytes(content)
    store.upload(tmp_path / "here", "a/there")
    (tmp_path / "back").write_bytes(b"in the way")
    store.download("a/there", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content
    assert store.names() == ["a/there"]
    assert {path.name for path in tmp_path.iterdir()} <= {"here", "back", "store"}


def test_an_upload_takes_the_place_of_what_is_there(store: Store, tmp_path: Path) -> None:
    store.put_new("a", b"first")
    (tmp_path / "here").write_bytes(b"second")
    store.upload(tmp_path / "here", "a")
    assert store.read_text("a") == "second"


def test_a_download_of_what_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="a/b: "):
        store.download("a/b", tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_an_upload_of_what_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
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
        assert open_store(*place).read_text(f"round-{number}") == f"{winners[0]}" * 10_000


def _write(
    place: tuple[str, S3Settings], writer: int, start: Barrier, won: Queue[tuple[int, list[int]]]
) -> None:
    store = open_store(*place)
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


# ----------------------------------------------------------------- only in a folder


def test_what_is_being_written_is_not_seen(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.put_new("a/b", b"x")
    (tmp_path / "a" / ".b-17-0123abcd").write_bytes(b"unfinished")
    assert store.names() == ["a/b"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(LakeError, match=r"a/b: cannot be written: (Not a directory|File exists)"):
        DirectoryStore(tmp_path).put_new("a/b", b"x")


# ---------------------------------------------------------------------- only on S3


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


def test_a_store_that_cannot_be_reached_is_told(
    s3_proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3_proxy.total = 0
    store = open_store(f"s3://{PRIVATE}/store/away", S3Settings(s3_proxy.endpoint))
    for ask in (store.names, lambda: store.put_new("a", b""), lambda: store.read_text("a")):
        with pytest.raises(UnreachableError, match=f"s3://{PRIVATE}/store/away/a?: cannot be"):
            ask()
