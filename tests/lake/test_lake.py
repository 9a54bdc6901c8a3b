"""The lake: whole deliveries, each under one label, never changed again."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reelhouse.clean.account import CleanedFile
from reelhouse.errors import LakeError, UsageError
from reelhouse.lake.label import require_label
from reelhouse.lake.lake import Lake
from reelhouse.lake.manifest import Manifest
from reelhouse.lake.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "deliveries/2026-11/1"


def manifest(label: str) -> Manifest:
    file = CleanedFile("links", "0" * 64, 3, 2, 1, 0, 0, 0, 0.5, ("links: a remark",))
    return Manifest(
        label, "/from/here", "1" * 64, "snapshot", 1, "2026-11-01T00:00:00+00:00", 1.5, (file,)
    )


def commit(lake: Lake, label: str) -> None:
    with lake.staging(label) as folder:
        (folder / "movie.parquet").write_bytes(b"films")
        lake.commit(folder, manifest(label))


def test_a_lake_that_is_not_there_yet_holds_nothing(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path / "none"))
    assert lake.manifests() == ()
    assert lake.manifest("2026-11") is None
    assert not (tmp_path / "none").exists()


def test_a_delivery_is_kept_with_its_tables(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    commit(lake, "2026-11")
    assert lake.manifest("2026-11") == replace(manifest("2026-11"), folder=FOLDER)
    assert (tmp_path / FOLDER / "movie.parquet").read_bytes() == b"films"


def test_deliveries_come_by_label(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    for label in ("2026-11", "2025-12", "2026-02"):
        commit(lake, label)
    assert [each.label for each in lake.manifests()] == ["2025-12", "2026-02", "2026-11"]


def test_a_label_is_given_once(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    commit(lake, "2026-11")
    with pytest.raises(LakeError, match="another load has just brought the delivery 2026-11"):
        commit(lake, "2026-11")
    assert (tmp_path / FOLDER / "movie.parquet").read_bytes() == b"films"
    assert _staged(tmp_path) == []


def test_what_fails_in_staging_leaves_nothing(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    with suppress(RuntimeError), lake.staging("2026-11") as folder:
        (folder / "movie.parquet").write_bytes(b"half")
        raise RuntimeError
    assert _staged(tmp_path) == []
    assert lake.manifests() == ()


def test_what_is_staged_is_no_delivery_yet(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    with lake.staging("2026-11") as folder:
        (folder / "manifest.json").write_text(manifest("2026-11").to_json())
        assert lake.manifests() == ()
        assert lake.manifest("2026-11") is None


def test_what_a_load_that_died_left_is_swept_and_what_one_at_work_has_is_not(
    tmp_path: Path,
) -> None:
    program = (
        "import os, pathlib, signal, sys; from reelhouse.lake.lake import Lake; "
        "from reelhouse.lake.store import FolderStore\n"
        "with Lake(FolderStore(pathlib.Path(sys.argv[1]))).staging('2026-10') as folder:\n"
        "    (folder / 'movie.parquet').write_bytes(b'half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    dead = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert dead.returncode == -9
    assert len(_staged(tmp_path)) == 1
    [left] = _staged(tmp_path)
    label, machine, process, rest = left.rsplit("-", 3)
    alive = tmp_path / "staging" / f"{label}-{machine}-{os.getppid()}-{rest}"
    elsewhere = tmp_path / "staging" / f"{label}-01234567-{process}-{rest}"
    alive.mkdir()
    elsewhere.mkdir()
    with Lake(FolderStore(tmp_path)).staging("2026-11") as folder:
        assert _staged(tmp_path) == sorted([alive.name, elsewhere.name, folder.name])


def test_a_delivery_that_is_half_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "deliveries" / "2026-11" / "1").mkdir(parents=True)
    assert Lake(FolderStore(tmp_path)).manifests() == ()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"files": 1}', '{"files": [1]}', '{"files": []}', "\udcff"]
)
def test_a_damaged_manifest_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    lake = Lake(FolderStore(tmp_path))
    commit(lake, "2026-11")
    path = tmp_path / FOLDER / "manifest.json"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(LakeError, match=r"manifest\.json: is damaged .*; move .* away and ingest"):
        lake.manifests()


@pytest.mark.parametrize("text", ["null", '"files"', "1"])
def test_a_manifest_that_is_no_object_is_damaged_too(tmp_path: Path, text: str) -> None:
    lake = Lake(FolderStore(tmp_path))
    commit(lake, "2026-11")
    (tmp_path / FOLDER / "manifest.json").write_text(text)
    with pytest.raises(LakeError, match="is damaged"):
        lake.manifests()


def test_a_file_that_somebody_put_among_the_deliveries_is_left_alone(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    commit(lake, "2026-11")
    (tmp_path / "deliveries" / ".DS_Store").write_bytes(b"")
    assert [each.label for each in lake.manifests()] == ["2026-11"]


def test_a_lake_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lake").write_bytes(b"")
    lake = Lake(FolderStore(tmp_path / "lake"))
    assert lake.manifest("2026-11") is None
    with pytest.raises(LakeError, match="cannot be made"), lake.staging("x"):
        pass


@pytest.mark.parametrize("label", ["2026-11", "2026-11-30", "a", "Full_load.2", "x" * 64])
def test_a_label_is_the_name_of_a_folder(label: str) -> None:
    require_label(label)


@pytest.mark.parametrize(
    "label", ["", ".", "..", "../x", "a/b", "a\\b", ".x", "-x", "a b", "a\n", "ü", "x" * 65, "a\0"]
)
def test_what_cannot_be_one_is_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(UsageError, match="cannot be a delivery's label: use letters"):
        require_label(label)
    with pytest.raises(UsageError), Lake(FolderStore(tmp_path)).staging(label):
        pass
    assert list(tmp_path.iterdir()) == []


def _staged(root: Path) -> list[str]:
    return sorted(each.name for each in (root / "staging").iterdir())
