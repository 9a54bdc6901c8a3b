"""Work that goes on beside other work, in a thread and a lane of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reelhouse.workbench import Lane, Workbench

T = TypeVar("T")

_SECONDS_BETWEEN_STOPS = 0.02


@contextmanager
def beside(bench: Workbench, work: Callable[[Lane], T]) -> Iterator[Callable[[], T]]:
    """Do `work` while the block runs; what is given waits for its result, or raises its error.

    An error of the block stops the work and is the one that counts, whichever came first.
    """
    with bench.lane() as lane, ThreadPoolExecutor(1) as pool:
        future = pool.submit(work, lane)
        try:
            yield future.result
        except BaseException:
            lane.stop()
            while wait([future], _SECONDS_BETWEEN_STOPS).not_done:
                lane.stop()
            raise
