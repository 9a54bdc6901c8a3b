"""The embedded warehouse: opened as it was, replaced as a whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import duckdb
import pytest

from reelhouse.errors import StoppedError, WarehouseError
from reelhouse.warehouse.duckdb import DuckDBWarehouse
from reelhouse.warehouse.file import WatchedFile, make_room, replacing, sweep
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path / "spill") as workbench:
        yield workbench


def publish(bench: Workbench, path: Path, number: int) -> None:
    make_room(path)
    sweep(path)
    with replacing(bench, path):
        bench.run(f"create table held as select {number} as number")


def held(warehouse: DuckDBWarehouse) -> int:
    return int(warehouse.query("select number from held").column(0)[0].as_py())


def test_a_warehouse_that_is_not_there_is_told_with_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"there is no warehouse yet; `reelhouse ingest`"):
        DuckDBWarehouse(tmp_path / "none.duckdb")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 10_000])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "):
        DuckDBWarehouse(path).query("from movies.movie")
    assert path.read_bytes() == content


def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    duckdb.connect(path).close()
    warehouse = DuckDBWarehouse(path)
    with pytest.raises(WarehouseError, match="is no warehouse of this version of Reelhouse"):
        warehouse.query("from movies.movie")
    warehouse.close()


def test_it_is_open_for_reading_alone(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    publish(bench, path, 1)
    warehouse = DuckDBWarehouse(path)
    with pytest.raises(duckdb.Error, match="read-only"):
        warehouse.query("create table other as select 1 as one")
    warehouse.close()


def test_the_parameters_that_occur_are_bound(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    publish(bench, path, 7)
    warehouse = DuckDBWarehouse(path)
    query = "select number::varchar || :word as text from held where number = :number"
    found = warehouse.query(query, {"number": 7, "word": "'s", "unused": 1})
    assert found.to_pylist() == [{"text": "7's"}]
    warehouse.close()


def test_times_are_in_utc(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    publish(bench, path, 1)
    warehouse = DuckDBWarehouse(path)
    assert str(warehouse.query("select to_timestamp(0) as t").schema.field("t").type) == (
        "timestamp[us, tz=UTC]"
    )
    warehouse.close()


def test_a_reader_keeps_what_it_opened_and_a_new_one_sees_the_new(
    bench: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "it's a warehouse.duckdb"
    publish(bench, path, 1)
    old = DuckDBWarehouse(path)
    assert held(old) == 1
    publish(bench, path, 2)
    new = DuckDBWarehouse(path)
    assert (held(old), held(new)) == (1, 2)
    old.close()
    new.close()


def test_what_fails_leaves_the_old_one_and_nothing_beside_it(
    bench: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "house"
    path = folder / "warehouse.duckdb"
    publish(bench, path, 1)
    before = path.read_bytes()
    with suppress(RuntimeError), replacing(bench, path):
        bench.run("create table half as from range(100000)")
        raise RuntimeError
    assert [each.name for each in folder.iterdir()] == ["warehouse.duckdb"]
    assert path.read_bytes() == before
    publish(bench, path, 2)
    warehouse = DuckDBWarehouse(path)
    assert held(warehouse) == 2
    warehouse.close()


def test_what_a_load_that_died_left_beside_it_is_swept(bench: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "house"
    program = (
        "import os, pathlib, signal, sys\n"
        "from reelhouse.warehouse.file import make_room, replacing\n"
        "from reelhouse.workbench import Workbench\n"
        "path = pathlib.Path(sys.argv[1]); make_room(path)\n"
        "with Workbench(path.parent / 'spill') as bench, replacing(bench, path):\n"
        "    bench.run('create table half as from range(1000); checkpoint warehouse')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = folder / "warehouse.duckdb"
    dead = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert dead.returncode == -9
    assert len(list(folder.glob(".warehouse.duckdb.*"))) > 0
    alive = folder / f".warehouse.duckdb.{os.getppid()}.building"
    alive.write_bytes(b"")
    sweep(path)
    publish(bench, path, 1)
    assert sorted(each.name for each in folder.glob("*arehouse*") if each != alive) == [path.name]
    assert alive.exists()


@pytest.mark.parametrize("obstacle", ["folder", "parent"])
def test_a_place_where_it_cannot_be_is_refused(
    bench: Workbench, tmp_path: Path, obstacle: str
) -> None:
    path = tmp_path / "house" / "warehouse.duckdb"
    if obstacle == "folder":
        path.mkdir(parents=True)
    else:
        path.parent.write_bytes(b"")
    with pytest.raises(WarehouseError, match=r"cannot be (replaced|made)"):
        publish(bench, path, 1)
    assert [each for each in tmp_path.rglob("*") if "building" in each.name] == []


def test_a_fork_reads_the_same_state_and_ends_on_its_own(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    publish(bench, path, 1)
    warehouse = DuckDBWarehouse(path)
    fork = warehouse.fork()
    publish(bench, path, 2)
    assert fork.query("select number from held")["number"].to_pylist() == [1]
    fork.close()
    assert held(warehouse) == 1
    warehouse.close()


def test_a_query_that_is_interrupted_says_so(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    publish(bench, path, 1)
    warehouse = DuckDBWarehouse(path)
    is_over = Event()

    def interrupt() -> None:
        while not is_over.wait(0.05):
            warehouse.interrupt()

    stopper = Thread(target=interrupt)
    stopper.start()
    with pytest.raises(StoppedError, match="stopped before its end"):
        warehouse.query("select count(*) from range(1000000000) as a, range(1000000000) as b")
    is_over.set()
    stopper.join()
    assert held(warehouse) == 1
    warehouse.close()


def test_a_file_is_told_from_the_one_that_takes_its_place(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    watch = WatchedFile(path)
    with pytest.raises(WarehouseError, match="there is no warehouse"):
        watch.version  # noqa: B018 what is read is the point
    publish(bench, path, 1)
    before = watch.version
    assert watch.version == before
    publish(bench, path, 2)
    assert watch.version != before
