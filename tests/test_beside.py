"""Work beside other work: its result, its errors, and that it ends when it is not needed."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from reelhouse.beside import beside
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.workbench import Lane

ENDLESS = "select count(*) from range(10_000_000_000_000) as r where random() > 2"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path) as workbench:
        yield workbench


def test_both_are_done_at_once(bench: Workbench) -> None:
    meeting = threading.Barrier(2, timeout=10)

    def work(lane: Lane) -> int:
        meeting.wait()
        return lane.value("select 1")

    with beside(bench, work) as result:
        meeting.wait()
        assert (bench.value("select 2"), result()) == (2, 1)


def test_an_error_of_the_work_is_raised_where_its_result_is_waited_for(bench: Workbench) -> None:
    def work(_: Lane) -> None:
        raise ValueError("beside")

    block_was_done = False
    with pytest.raises(ValueError, match="beside"), beside(bench, work) as result:
        bench.run("select 1")
        block_was_done = True
        result()
    assert block_was_done


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_of_the_block_stops_the_work_promptly(
    bench: Workbench, error: type[BaseException]
) -> None:
    began, threads = time.monotonic(), threading.active_count()
    with pytest.raises(error), beside(bench, lambda lane: lane.run(ENDLESS)):
        time.sleep(0.1)
        raise error
    assert time.monotonic() - began < 10
    assert threading.active_count() == threads


def test_work_that_reads_an_endless_stream_is_stopped(bench: Workbench) -> None:
    rows = pa.record_batch({"n": pa.arange(0, 10_000)})
    is_closed = threading.Event()

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            while True:
                yield rows
        finally:
            is_closed.set()

    def work(lane: Lane) -> None:
        lane.connection.register(
            "incoming", pa.RecordBatchReader.from_batches(rows.schema, batches())
        )
        try:
            lane.run("select count(*) from incoming")
        finally:
            lane.connection.unregister("incoming")

    with pytest.raises(ValueError, match="block"), beside(bench, work):
        time.sleep(0.1)
        raise ValueError("block")
    assert is_closed.wait(10)


def test_the_error_of_the_block_counts_even_if_the_work_failed_first(bench: Workbench) -> None:
    has_failed = threading.Event()

    def work(_: Lane) -> None:
        has_failed.set()
        raise ValueError("beside")

    with pytest.raises(ValueError, match="block"), beside(bench, work):
        assert has_failed.wait(10)
        raise ValueError("block")
