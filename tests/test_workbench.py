"""Lanes of a workbench: one place to work in, from several threads."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

from reelhouse.workbench import LaneStoppedError, Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path) as workbench:
        yield workbench


def test_tables_are_shared_and_what_is_temporary_is_not(bench: Workbench) -> None:
    bench.run("create table log (n integer)")
    bench.run("create temp table staged as select 1 as n")
    bench.run("create temp macro twice(n) as 2 * n")
    bench.connection.register("incoming", pa.table({"n": [3]}))
    with bench.lane() as lane:
        lane.run("insert into log values (5)")
        lane.run("create temp table staged as select 7 as n")
        lane.connection.register("incoming", pa.table({"n": [8]}))
        assert lane.rows("from staged union all from incoming order by 1") == [(7,), (8,)]
        with pytest.raises(duckdb.CatalogException):
            lane.run("select twice(1)")
    assert bench.rows("from log") == [(5,)]
    assert bench.rows("from staged union all from incoming order by 1") == [(1,), (3,)]


def test_a_lane_reads_times_as_the_workbench_does(bench: Workbench) -> None:
    with bench.lane() as lane:
        assert lane.rows("select current_setting('TimeZone')") == [("UTC",)]


def test_a_lane_that_is_stopped_gives_up_what_it_does_and_begins_nothing_more(
    bench: Workbench,
) -> None:
    with bench.lane() as lane:
        stopping = threading.Timer(0.2, lane.stop)
        stopping.start()
        began = time.monotonic()
        with pytest.raises(LaneStoppedError):
            lane.run("select count(*) from range(10_000_000_000_000) as r where random() > 2")
        assert time.monotonic() - began < 10
        stopping.join()
        with pytest.raises(LaneStoppedError):
            lane.run("select 1")
    assert bench.value("select 1") == 1
