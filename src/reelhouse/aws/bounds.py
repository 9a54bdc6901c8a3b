"""What can be loaded within the time, the disk and the memory of a function, or of a task."""

from __future__ import annotations

import math
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.aws.environment import DEFINITION_VARIABLE
from reelhouse.errors import OutOfTimeError, TooLargeError
from reelhouse.source import open_delivery
from reelhouse.storage import S3, Address, is_on_s3

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reelhouse.aws.environment import Environment
    from reelhouse.settings import S3Settings
    from reelhouse.source import Delivery

BYTES_A_SECOND = 4_000_000
"""A seventh of what a load of full size comes to on two cores with the server beside it: a function
has other cores, and its lake and its server are farther."""
SECONDS_BESIDE = 30
"""To start, to read the lake's manifests, and to compare."""
DISK_TO_BYTES = 1.5
"""Tables of the delivery and of the state that it is compared with, changes, what spills: 1.3 times
its CSV files where no row is as it was, measured by the long form of the test."""
LEAST_MEMORY_MB = 2048
"""The embedded DuckDB takes up to 1 GiB, CSV and Arrow half as much, and Python is there too."""

_PACKED_TO_BYTES = 10
"""CSV text packs to a fifth or a tenth."""


@dataclass(frozen=True)
class Bounds:
    """What is left of a function or a task: seconds, bytes of its disk, megabytes of memory.

    `call_seconds` is what a call of a function has that does nothing else; `has_task` is whether
    there is a task for what is too large for it. A task itself has all the time in the world.
    """

    seconds: float
    disk_bytes: int
    memory_mb: int | None
    call_seconds: float = 0.0
    has_task: bool = False

    def require(self, source: str, size: int) -> None:
        """Raise TooLargeError for a delivery of `size` bytes that would not fit.

        It is OutOfTimeError where a call that does nothing else would be enough. It is told before
        anything begins, since Lambda ends a function at its limit without a word.
        """
        seconds = SECONDS_BESIDE + size / BYTES_A_SECOND
        lacking = self._lacking(size)
        is_late = seconds > self.seconds
        if is_late:
            lacking.insert(0, f"{seconds:,.0f} seconds, of which {self.seconds:,.0f} are left")
        if not lacking:
            return
        where = "task" if math.isinf(self.seconds) else "function"
        said = (
            f"{source}: has {_mb(size)} of CSV, for which this {where} would need "
            f"{' and '.join(lacking)}{self._way_out(source)}"
        )
        if is_late and len(lacking) == 1 and seconds <= self.call_seconds:
            raise OutOfTimeError(said)
        raise TooLargeError(said)

    def _way_out(self, source: str) -> str:
        if math.isinf(self.seconds):
            return "; give it more: TaskDiskGigabytes and TaskMemoryMegabytes of the template"
        if self.has_task:
            return ""
        return (
            "; give it more, or name a task of ECS on Fargate for what is too large "
            f"({DEFINITION_VARIABLE}), or run the same image elsewhere: reelhouse ingest {source}"
        )

    def _lacking(self, size: int) -> list[str]:
        lacking = []
        disk = int(size * DISK_TO_BYTES)
        if disk > self.disk_bytes:
            lacking.append(f"{_mb(disk)} of disk, of which {_mb(self.disk_bytes)} are free")
        if self.memory_mb is not None and self.memory_mb < LEAST_MEMORY_MB:
            lacking.append(f"{LEAST_MEMORY_MB:,} MB of memory, of which it has {self.memory_mb:,}")
        return lacking


def of_call(
    place: Path, environment: Environment, seconds_left: Callable[[], float]
) -> Callable[[], Bounds]:
    """The bounds of a call that begins now, as they are when asked for.

    `place` is where temporary files lie.
    """
    whole, has_task = seconds_left(), environment.task is not None
    return lambda: Bounds(
        seconds_left(), _free(place), environment.memory_mb, whole, has_task=has_task
    )


def of_task(place: Path, memory_mb: int | None) -> Callable[[], Bounds]:
    """The bounds of a task, as they are when asked for."""
    return lambda: Bounds(math.inf, _free(place), memory_mb)


def _free(place: Path) -> int:
    return shutil.disk_usage(place).free


def size_of(source: str, settings: S3Settings, *, is_partial: bool) -> int:
    """Bytes of CSV that a delivery has; of compressed files an estimate that is rather too high.

    Errors as of `open_delivery`.
    """
    delivery = open_delivery(source, settings, is_partial=is_partial)
    sizes = (file.size for file in delivery.files)
    known = sum(size for size in sizes if size is not None)
    return known + _PACKED_TO_BYTES * _packed(delivery, settings)


def _packed(delivery: Delivery, settings: S3Settings) -> int:
    """Bytes of files whose size is not known before they are unpacked, as they lie there."""
    from reelhouse.errors import DeliveryError

    unknown = [file.location for file in delivery.files if file.size is None]
    if not unknown:
        return 0
    if delivery.archive is not None or not is_on_s3(delivery.source):
        return delivery.archive.size or 0 if delivery.archive else 0
    s3 = S3(settings, DeliveryError)
    return sum(s3.find(Address.parse(each)).size for each in unknown)


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
