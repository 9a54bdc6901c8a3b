"""One writer at a time: who comes second is told who writes, and waits."""

from __future__ import annotations

import re
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.processes import KILLED, end, start, wait_until
from tests.test_kills import FIRST, SECOND
from tests.warehouse.postgres.loads import Once, Place

from reelhouse.errors import LockedError
from reelhouse.warehouse.postgres import lock
from reelhouse.warehouse.postgres.server import Server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pgserver import OwnServer

HOLDER = r"session \d+ from 127\.0\.0\.1, since \d\d:\d\d:\d\d UTC, is (still )?writing it"


def test_the_second_is_told_who_writes_and_goes_on_when_that_one_is_done(place: Place) -> None:
    others: list[str] = []
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        server = Server(place.url)
        with (
            closing(server.connect()) as connection,
            lock.writing(connection, server.name, 0, others.append),
        ):
            held.set()
            done.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()

    def release() -> None:
        wait_until(lambda: bool(waits(place)))
        done.set()

    releaser = threading.Thread(target=release)
    releaser.start()
    place.ingest(FIRST)
    holder.join()
    releaser.join()
    assert others == []
    [told] = waits(place)
    assert re.search(HOLDER, told)
    assert place.seen()


def waits(place: Place) -> list[str]:
    return [each for each in place.said if "waiting up to" in each]


def test_who_waited_long_enough_is_told_who_writes(one: Place) -> None:
    server = Server(one.url)
    with closing(server.connect()) as connection, lock.writing(connection, server.name, 0, print):
        before = one.seen()
        with pytest.raises(LockedError, match=HOLDER) as told:
            one.ingest(SECOND, wait=0.1)
        assert one.seen() == before  # who reads waits for nobody
    assert told.value.exit_code == 10
    assert one.ingest(SECOND, wait=0.1).publication.method == "changed"


def test_two_loads_at_once_both_end_well(place: Place) -> None:
    loads = [start(load, place.url, place.folder, label) for label in (FIRST, SECOND)]
    assert [end(each) for each in loads] == [0, 0]
    assert [
        label for (label,) in place.rows("select label from reelhouse.delivery order by 1")
    ] == [
        FIRST,
        SECOND,
    ]
    assert place.leftovers() == []


def load(url: str, folder: Path, label: str) -> None:
    Place(url, folder).ingest(label)


def test_the_lock_of_a_killed_process_is_free_at_once(place: Place) -> None:
    process = start(load_and_stay, place.url, place.folder)
    wait_until(lambda: (place.folder / "here").exists())
    process.kill()
    assert end(process) == KILLED
    place.ingest(FIRST, wait=5)
    assert place.seen()


def load_and_stay(url: str, folder: Path) -> None:
    def stay() -> None:
        (folder / "here").touch()
        time.sleep(600)

    Place(url, folder).ingest(FIRST, Once("copy", stay))


def test_each_database_has_a_writer_of_its_own(own_pgserver: OwnServer, place: Place) -> None:
    url = own_pgserver.create_database(f"{place.database}_2")
    server = Server(url)
    with closing(server.connect()) as connection, lock.writing(connection, server.name, 0, print):
        place.ingest(FIRST, wait=0)
    own_pgserver.drop(f"{place.database}_2")
