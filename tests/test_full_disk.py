"""A load on a disk that fills up: it says so, the old state stays, and with room it ends well."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.test_hostile import GOLDEN, load

import reelhouse
from reelhouse.errors import DeliveryError, StorageError
from reelhouse.lake import store as store_module
from reelhouse.sample import write
from reelhouse.warehouse import file as file_module
from reelhouse.workbench import storage_errors_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.house import House

KIB = 1 << 10


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory of 64 MiB, to be made smaller or larger by `resized`."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no mount here: {error}")
    if done.returncode:
        pytest.skip(f"needs the right to mount a small disk: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def resized(place: Path, free: int) -> None:
    """Have so many bytes free on the small disk."""
    used = sum(path.stat().st_blocks * 512 for path in place.rglob("*"))
    size = f"remount,size={(used + free) // KIB + 4}k"
    subprocess.run(["mount", "-o", size, str(place)], check=True)


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A delivery whose tables take some MB."""
    folder = tmp_path_factory.mktemp("larger") / "2026-12"
    write(folder, scale=0.02)
    return folder


def movies(place: Path) -> int:
    with reelhouse.open(place / "warehouse.duckdb", lake=place / "lake") as house:
        return sum(house.report("genre-revenue").arrow().column("movies").to_pylist())


@pytest.mark.parametrize(
    ("free", "named"),
    [
        pytest.param(0, "lake", marks=pytest.mark.long),
        (500 * KIB, "lake"),  # while cleaning
        (8 << 20, ""),  # while the warehouse is built
    ],
)
def test_a_disk_that_fills_up_is_told_and_changes_nothing(
    small_disk: Path, larger: Path, free: int, named: str
) -> None:
    assert load(GOLDEN, small_disk).code == 0
    before = movies(small_disk)
    resized(small_disk, free)
    outcome = load(larger, small_disk)
    assert outcome.code == 11, outcome.message
    assert f"Error: {small_disk / named}: the disk is full; nothing was published" in (
        outcome.message
    )
    assert movies(small_disk) == before
    assert not list((small_disk / "lake" / "staging").iterdir())
    assert not list(small_disk.glob(".*.building*"))
    resized(small_disk, 64 << 20)
    assert load(larger, small_disk).code == 0
    assert movies(small_disk) > before


@pytest.fixture
def house(tmp_path: Path) -> House:
    return reelhouse.open(tmp_path / "warehouse.duckdb", lake=tmp_path / "lake")


@pytest.mark.parametrize("module", [store_module, file_module])
def test_a_disk_that_fills_up_at_the_last_step_is_told(
    house: House, tmp_path: Path, module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with monkeypatch.context() as patched:
        patched.setattr(module, "flush", fail)
        with pytest.raises(StorageError, match="the disk is full"):
            house.ingest(GOLDEN, drop="2026-11", max_reject_rate=1)
    assert not (tmp_path / "warehouse.duckdb").exists()
    assert not list((tmp_path / "lake" / "staging").iterdir())
    house.ingest(GOLDEN, drop="2026-11", max_reject_rate=1)
    assert movies(tmp_path) > 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "/here: the disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded", "/there/x"), "/there: the disk is full"),
        (OSError(errno.EROFS, "Read-only file system", "/here/a/x"), "/here: the disk cannot be"),
        (OSError(errno.EIO, "Input/output error"), r"cannot be written \(Input/output error\)"),
    ],
)
def test_what_the_system_says_is_told_with_the_folder(error: OSError, told: str) -> None:
    with pytest.raises(StorageError, match=told), storage_errors_told(Path("/here")):
        raise error


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOENT, "No such file"), DeliveryError("cannot be read"), ValueError()]
)
def test_other_errors_stay_what_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as failure, storage_errors_told(Path("/here")):
        raise error
    assert failure.value is error
