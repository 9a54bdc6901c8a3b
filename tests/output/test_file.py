from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reelhouse.errors import ReelhouseError, UsageError
from reelhouse.output.file import replacing


def test_the_file_is_there_when_everything_is_written(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with replacing(target) as stream:
        stream.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_after_a_failure_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def fail() -> None:
        with replacing(target) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_replaced_file_keeps_its_mode_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    target, usual = tmp_path / "a.csv", tmp_path / "b.csv"
    usual.touch()
    with replacing(target) as stream:
        stream.write(b"1")
    assert target.stat().st_mode == usual.stat().st_mode
    target.chmod(0o640)
    with replacing(target) as stream:
        stream.write(b"2")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "latest.csv"
    target.touch()
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_not_replaced() -> None:
    with replacing(os.devnull) as stream:
        stream.write(b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    target = tmp_path / "no" / "a.csv"
    with pytest.raises(UsageError, match=rf"{target} cannot be written: there is no folder"):
        replacing(target).__enter__()


def test_a_folder_cannot_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be written: it is a folder"):
        replacing(tmp_path).__enter__()


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"

    def fill() -> None:
        with replacing(target):
            raise OSError(28, "No space left on device")

    with pytest.raises(ReelhouseError, match=r"a\.csv was not written: No space left on device"):
        fill()
    assert list(tmp_path.iterdir()) == []
