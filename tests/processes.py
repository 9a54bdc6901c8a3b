"""Processes of their own for tests: forked from one that has everything imported already."""

from __future__ import annotations

import multiprocessing
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.context import ForkServerContext, ForkServerProcess

LONGEST_SECONDS = 120
_IMPORTED = ["tests.states", "tests.lake.months", "reelhouse.house", "reelhouse.backfill"]
_IMPORTED += ["reelhouse.intake", "reelhouse.warehouse.publisher", "reelhouse.reports.query"]


def context() -> ForkServerContext:
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_IMPORTED)
    return found


def start(target: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """A process that runs a function of a module; `end` waits for it."""
    process = context().Process(target=target, args=arguments)
    process.start()
    return process


def end(process: ForkServerProcess) -> int:
    """The exit code of a process; minus the signal where one ended it."""
    process.join(LONGEST_SECONDS)
    code = process.exitcode
    if code is None:
        process.kill()
        process.join()
        raise AssertionError(f"a process has not ended within {LONGEST_SECONDS} seconds")
    process.close()
    return code


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while not is_so():
        assert time.monotonic() < until, "it has not come to be so"
        time.sleep(0.01)


KILLED = -signal.SIGKILL


@contextmanager
def killed_afterwards(process: ForkServerProcess) -> Iterator[ForkServerProcess]:
    """A process that is killed when the block ends, unless it has ended."""
    try:
        yield process
    finally:
        process.kill()
        end(process)
