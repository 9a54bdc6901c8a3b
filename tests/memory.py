"""A bound on the memory of processes, at which the kernel kills them, as Lambda does."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOTS = (
    (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes", "memory.max_usage_in_bytes"),
    (Path("/sys/fs/cgroup"), "memory.max", "memory.peak"),
)
"""Where control groups are made: those of the first kind, and of the second."""


@dataclass(frozen=True)
class Bound:
    """A control group."""

    folder: Path
    peak_file: str

    def enter(self) -> None:
        """Put this process into it, with all that it starts."""
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    @property
    def peak(self) -> int:
        """The most bytes that its processes have had at once."""
        return int((self.folder / self.peak_file).read_text())


@contextmanager
def bound(size: int) -> Iterator[Bound]:
    """Of so many bytes; a test is skipped where this machine lets nobody make control groups."""
    reasons = []
    for root, limit_file, peak_file in _ROOTS:
        folder = root / f"reelhouse-{uuid4().hex}"
        try:
            folder.mkdir()
        except OSError as error:
            reasons.append(str(error))
            continue
        try:
            with suppress(OSError):
                (folder / limit_file).write_text(str(size))
            if (folder / limit_file).exists():
                yield Bound(folder, peak_file)
                return
            reasons.append(f"{folder} has no {limit_file}")
        finally:
            _remove(folder)
    pytest.skip(f"no bound on memory can be set here: {'; '.join(reasons)}")


def _remove(folder: Path) -> None:
    """A group can be removed when the last of its processes is gone for good."""
    for _ in range(100):
        try:
            folder.rmdir()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{folder}: still has processes")
