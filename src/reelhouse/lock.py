"""One writer at a time: a lock beside what is written, which dies with its process."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from reelhouse.errors import LockedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def writing(path: Path, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
    """Be the one that writes `path`; others wait up to `wait` seconds, and are told for whom.

    The operating system lets go of the lock when a process ends, however it ends: one that a
    dead process left is taken over. Raises LockedError where the wait was too short.
    """
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell(waiting(str(path), _holder(path), wait))
        try:
            lock.acquire(timeout=wait, poll_interval=0.1)
        except Timeout:
            raise still_locked(str(path), _holder(path), wait) from None
    try:
        _holder_file(path).write_text(
            f"process {os.getpid()}, since {datetime.now(UTC):%H:%M:%S} UTC,"
        )
        yield
    finally:
        lock.release()


def was_written(path: Path) -> bool:
    """Whether somebody has ever written `path` under this lock."""
    return _holder_file(path).exists()


def waiting(name: str, holder: str, wait: float) -> str:
    """What a writer that waits for another one is told."""
    return f"{name}: {holder} is writing it; waiting up to {wait:g} seconds"


def still_locked(name: str, holder: str, wait: float) -> LockedError:
    """The error that `wait` seconds were too short."""
    return LockedError(
        f"{name}: {holder} is still writing it after {wait:g} seconds; run this again later, or "
        "wait longer with --wait. What was cleaned is kept"
    )


def _holder(path: Path) -> str:
    try:
        return _holder_file(path).read_text() or "another process"
    except OSError:
        return "another process"


def _holder_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.writer")
