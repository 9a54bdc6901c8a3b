"""What every place of a lake promises, a folder as well as S3."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE

from reelhouse.errors import TakenError
from reelhouse.lake.bucket import BucketLakeStore
from reelhouse.lake.store import FolderStore
from reelhouse.settings import S3Settings
from reelhouse.storage import Address, BucketStore

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

    from tests.s3server import Server

    from reelhouse.lake.store import Store

KEY = "deliveries/2026-11/1"
FINAL = "manifest.json"
WRITERS = 4

pytestmark = pytest.mark.usefixtures("owner")


@dataclass(frozen=True)
class Place:
    """Where a store lies, and what all files below it are when one looks from outside."""

    location: str
    server: Server | None = None

    def opened(self) -> Store:
        return opened(self.location, self.server.endpoint if self.server else None)

    def names(self) -> list[str]:
        if self.server is None:
            root = Path(self.location)
            return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
        address = Address.parse(self.location).folder()
        answer = self.server.client.list_objects_v2(Bucket=address.bucket, Prefix=address.key)
        return [each["Key"].removeprefix(address.key) for each in answer.get("Contents", ())]


def opened(location: str, endpoint: str | None) -> Store:
    if endpoint is None:
        return FolderStore(Path(location))
    return BucketLakeStore(BucketStore(Address.parse(location), S3Settings(endpoint)))


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A location where nothing is yet."""
    if request.param == "folder":
        return Place(str(tmp_path / "lake"))
    server: Server = request.getfixturevalue("s3_server")
    return Place(f"s3://{PRIVATE}/lakes/{request.node.name}", server)


@pytest.fixture
def store(place: Place) -> Store:
    return place.opened()


def put(store: Store, key: str = KEY, text: str = "first", **more: str) -> str:
    """Put a table, a raw file, and the final one, which names the folder; gives the folder."""
    folder = store.place(key)
    with store.staging("2026-11") as staged:
        (staged / "raw").mkdir()
        for name in ("movie.parquet", "raw/movies.zip", *more):
            (staged / name).write_text(more.get(name, f"{text} {name}"))
        (staged / FINAL).write_text(folder)
        store.put(staged, key, folder, FINAL)
    return folder


def test_in_the_beginning_there_is_nothing(store: Store, place: Place) -> None:
    assert store.children("deliveries") == []
    assert store.read(f"{KEY}/{FINAL}") is None
    assert place.names() == []


def test_what_was_put_is_there_with_its_files_for_everybody(store: Store, place: Place) -> None:
    folder = put(store)
    for each in (store, place.opened()):
        assert each.read(f"{KEY}/{FINAL}") == folder.encode()
        local = each.local(folder, ["movie.parquet", "raw/movies.zip"])
        assert (local / "movie.parquet").read_text() == "first movie.parquet"
        assert (local / "raw" / "movies.zip").read_text() == "first raw/movies.zip"


def test_what_was_read_once_can_be_read_with_more(store: Store) -> None:
    folder = put(store)
    assert (store.local(folder, ["movie.parquet"]) / "movie.parquet").exists()
    local = store.local(folder, ["movie.parquet", "raw/movies.zip"])
    assert (local / "movie.parquet").exists()
    assert (local / "raw" / "movies.zip").exists()


def test_what_lies_below_a_key_is_told_by_name(store: Store) -> None:
    for key in (KEY, "deliveries/2026-11/2", "deliveries/2026-1/1", "refused/a"):
        put(store, key)
    assert sorted(store.children("deliveries")) == ["2026-1", "2026-11"]
    assert sorted(store.children("deliveries/2026-11")) == ["1", "2"]
    assert store.children("deliveries/2026-1") == ["1"]
    assert store.children("refused") == ["a"]
    assert store.children("changes") == []


def test_nothing_is_read_where_only_something_below_it_is(store: Store) -> None:
    put(store)
    assert store.read("deliveries/2026-11/manifest.json") is None
    assert store.read(f"{KEY}/{FINAL}/more") is None


def test_a_key_is_given_once_and_the_first_stays_whole(store: Store, place: Place) -> None:
    folder = put(store)
    names = place.names()
    for again in (store, place.opened()):
        with pytest.raises(TakenError):
            put(again, text="second", **{"rating.parquet": "second"})
    assert place.names() == names
    assert store.read(f"{KEY}/{FINAL}") == folder.encode()
    anew = place.opened()
    local = anew.local(folder, ["movie.parquet"])
    assert (local / "movie.parquet").read_text() == "first movie.parquet"


def test_what_was_brought_to_this_machine_goes_with_the_store(place: Place) -> None:
    folder = put(place.opened())
    store = place.opened()
    local = store.local(folder, ["movie.parquet"])
    assert (local / "movie.parquet").exists()
    del store
    assert (local / "movie.parquet").exists() == (place.server is None)


def test_nothing_of_staging_is_left(store: Store, place: Place) -> None:
    with store.staging("2026-11") as staged:
        assert staged.is_relative_to(store.workplace)
        (staged / "spill").mkdir()
        (staged / "spill" / "half").write_text("half")
    with suppress(RuntimeError), store.staging("2026-11") as failed:
        (failed / "half").write_text("half")
        raise RuntimeError
    assert [staged.exists(), failed.exists()] == [False, False]
    assert place.names() == []
    assert store.children("deliveries") == []


def test_a_place_is_named_as_people_would(store: Store, place: Place) -> None:
    assert store.address(KEY) == f"{place.location}/{KEY}"


def test_of_many_who_put_the_same_key_at_once_exactly_one_wins(store: Store, place: Place) -> None:
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(WRITERS)
    won: Queue[str | None] = processes.Queue()
    endpoint = place.server.endpoint if place.server else None
    writers = [
        processes.Process(target=_write, args=(place.location, endpoint, str(number), start, won))
        for number in range(WRITERS)
    ]
    for each in writers:
        each.start()
    results = [won.get(timeout=60) for _ in writers]
    for each in writers:
        each.join()
    [winner] = [each for each in results if each is not None]
    folder = store.read(f"{KEY}/{FINAL}")
    assert folder is not None
    names = ["movie.parquet", "raw/movies.zip"]
    local = store.local(folder.decode(), names)
    assert [(local / name).read_text() for name in names] == [f"{winner} {n}" for n in names]
    assert len(place.names()) == 3


def _write(
    location: str, endpoint: str | None, text: str, start: Barrier, won: Queue[str | None]
) -> None:
    store = opened(location, endpoint)
    store.children("deliveries")
    start.wait(timeout=60)
    try:
        put(store, text=text)
    except TakenError:
        won.put(None)
    else:
        won.put(text)


def test_what_is_lent_is_seen_below_the_lake_until_it_is_taken_back(place: Place) -> None:
    store = place.opened()
    store.workplace.mkdir(parents=True, exist_ok=True)
    folder = store.workplace / "parts"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.parquet").write_text(name, encoding="utf-8")
    key = store.lend(folder)
    assert not folder.exists()
    assert place.names() == [f"{key}/a.parquet", f"{key}/b.parquet"]
    assert store.read(f"{key}/b.parquet") == b"b"
    store.take_back(key)
    assert place.names() == []
