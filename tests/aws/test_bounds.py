"""What fits into a function is loaded there, and what does not is told before it begins."""

from __future__ import annotations

import gzip
import math
import time
from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from tests.lake.months import Month
from tests.memory import bound
from tests.s3server import PRIVATE

from reelhouse import sample
from reelhouse.aws.bounds import (
    BYTES_A_SECOND,
    DISK_TO_BYTES,
    LEAST_MEMORY_MB,
    SECONDS_BESIDE,
    Bounds,
    of_call,
    of_task,
    size_of,
)
from reelhouse.aws.environment import Environment
from reelhouse.errors import OutOfTimeError, TooLargeError
from reelhouse.settings import S3Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.aws.conftest import Deployed
    from tests.s3server import Server

SIZE = 1_000_000_000
SECONDS = SECONDS_BESIDE + SIZE / BYTES_A_SECOND
DISK = int(SIZE * DISK_TO_BYTES)
PLACE = {"REELHOUSE_LAKE": "s3://films/lake", "REELHOUSE_INBOX": "s3://films/deliveries/"}
SOURCE = "s3://films/deliveries/2026-11.zip"
MONTH = Month("2026-10", "snapshot", {1: {"popularity": "1.5"}}, {1: frozenset([70])}, None)


def test_what_fits_is_let_through() -> None:
    Bounds(SECONDS, DISK, LEAST_MEMORY_MB).require(SOURCE, SIZE)
    Bounds(SECONDS, DISK, None).require(SOURCE, SIZE)


@pytest.mark.parametrize(
    ("has", "told"),
    [
        (Bounds(SECONDS - 1, DISK, LEAST_MEMORY_MB), "seconds, of which"),
        (Bounds(SECONDS, DISK - 1, LEAST_MEMORY_MB), "of disk, of which"),
        (Bounds(SECONDS, DISK, LEAST_MEMORY_MB - 1), "2,048 MB of memory, of which it has 2,047"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_lacking_and_the_way_out(
    has: Bounds, told: str
) -> None:
    with pytest.raises(TooLargeError, match=told) as refused:
        has.require(SOURCE, SIZE)
    assert str(refused.value).endswith(
        "give it more, or name a task of ECS on Fargate for what is too large "
        f"(REELHOUSE_TASK_DEFINITION), or run the same image elsewhere: reelhouse ingest {SOURCE}"
    )


def test_time_that_others_have_used_up_is_told_from_time_that_is_never_enough() -> None:
    with pytest.raises(OutOfTimeError):
        Bounds(SECONDS - 1, DISK, None, call_seconds=SECONDS).require(SOURCE, SIZE)
    for has in (
        Bounds(SECONDS - 1, DISK, None, call_seconds=SECONDS - 1),
        Bounds(SECONDS - 1, DISK - 1, None, call_seconds=SECONDS),
        Bounds(SECONDS, DISK - 1, None, call_seconds=SECONDS),
    ):
        with pytest.raises(TooLargeError) as refused:
            has.require(SOURCE, SIZE)
        assert not isinstance(refused.value, OutOfTimeError)


def test_where_a_task_takes_what_is_too_large_there_is_no_other_way_to_look_for() -> None:
    with pytest.raises(TooLargeError, match=f"of which {SECONDS - 1:,.0f} are left$"):
        Bounds(SECONDS - 1, DISK, None, has_task=True).require(SOURCE, SIZE)


def test_a_task_has_all_time_and_as_much_disk_and_memory_as_anybody(tmp_path: Path) -> None:
    found = of_task(tmp_path, 4096)()
    assert (found.seconds, found.memory_mb) == (math.inf, 4096)
    Bounds(math.inf, 10**15, None).require(SOURCE, 10**14)
    for has in (Bounds(math.inf, DISK - 1, None), Bounds(math.inf, DISK, LEAST_MEMORY_MB - 1)):
        with pytest.raises(TooLargeError, match=r"this task would need .*; give it more: TaskDisk"):
            has.require(SOURCE, SIZE)


def test_the_real_delivery_fits_into_a_function_as_the_template_makes_it() -> None:
    Bounds(900, 4_096_000_000, 3538).require(SOURCE, 944_000_000)


def test_the_disk_that_counts_is_what_is_free_where_temporary_files_lie(tmp_path: Path) -> None:
    left = iter((900, 12.5))
    now = of_call(tmp_path, Environment.of(PLACE), lambda: next(left))
    found = now()
    assert (found.seconds, found.call_seconds, found.memory_mb) == (12.5, 900, None)
    assert found.disk_bytes > 0


@pytest.mark.usefixtures("owner")
def test_a_delivery_is_as_large_as_the_files_that_will_be_read(
    s3_server: Server, tmp_path: Path
) -> None:
    folder = MONTH.write(tmp_path)
    known = sum(each.stat().st_size for each in folder.iterdir())
    packed = gzip.compress(b"id,cast,crew\n")
    s3_server.put_folder(PRIVATE, "sizes/plain", folder)
    s3_server.put_folder(PRIVATE, "sizes/packed", folder)
    s3_server.put(PRIVATE, "sizes/plain/notes.txt", b"is not read")
    s3_server.put(PRIVATE, "sizes/packed/credits.csv.gz", packed)
    reached = S3Settings(s3_server.endpoint)
    assert size_of(f"s3://{PRIVATE}/sizes/plain/", reached, is_partial=False) == known
    found = size_of(f"s3://{PRIVATE}/sizes/packed/", reached, is_partial=False)
    assert found == known + 10 * len(packed)


@pytest.mark.long
def test_months_are_loaded_within_the_bounds_that_are_asked_for(
    deployed: Deployed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tenth of the real delivery, and a month after it, with the least memory that is allowed."""
    with (
        bound(LEAST_MEMORY_MB << 20) as limit,
        closing(deployed.function(limit.enter)) as function,
    ):
        for number, label in enumerate(("2026-10", "2026-11")):
            sample.write(tmp_path / label, scale=0.1, seed=number)
            size = sum(each.stat().st_size for each in (tmp_path / label).iterdir())
            deployed.put(label, tmp_path / label)
            peaks = Peaks(tmp_path / "disk")
            began = time.monotonic()
            try:
                [done] = function.call({"look": label})["results"]
            finally:
                most = peaks.end()
            seconds = time.monotonic() - began
            assert done["outcome"] == "loaded"
            assert seconds <= SECONDS_BESIDE + size / BYTES_A_SECOND
            assert most <= size * DISK_TO_BYTES
            with capsys.disabled():
                print(  # noqa: T201 - the figures that the bounds rest on
                    f"\n{label}: {size:,} bytes in {seconds:.1f} s, "
                    f"{size / seconds:,.0f} a second; disk {most:,}, memory {limit.peak:,}"
                )


class Peaks:
    """Watches how much lies in a folder, until it is ended."""

    def __init__(self, folder: Path) -> None:
        self.most = 0
        self._folder = folder
        self._over = Event()
        self._thread = Thread(target=self._watch)
        self._thread.start()

    def end(self) -> int:
        """The most bytes that were there at once."""
        self._over.set()
        self._thread.join()
        return self.most

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, sum(_blocks(each) for each in self._folder.rglob("*")))


def _blocks(path: Path) -> int:
    try:
        return path.stat().st_blocks * 512 if path.is_file() else 0
    except OSError:  # it has just been removed
        return 0
