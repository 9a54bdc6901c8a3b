"""A call leaves the disk empty, and removes what one has left that was ended."""

from __future__ import annotations

import os
import subprocess
import tempfile
from typing import TYPE_CHECKING

import pytest

from reelhouse.aws.workplace import workplace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_is_temporary_lies_there_and_is_gone_afterwards(disk: Path) -> None:
    with workplace() as place:
        assert place.parent == disk
        (place / "spill").write_text("x")
        assert tempfile.gettempdir() == str(place)
    assert list(disk.iterdir()) == []
    assert tempfile.gettempdir() == str(disk)


def test_it_is_gone_after_an_error_too(disk: Path) -> None:
    with pytest.raises(MemoryError), workplace():
        raise MemoryError
    assert list(disk.iterdir()) == []


def test_what_an_ended_call_has_left_is_removed_and_what_another_one_uses_is_not(
    disk: Path,
) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    for process in (os.getpid(), ended.pid, os.getppid()):
        (disk / f"reelhouse-call-{process}").mkdir()
    (disk / "others").mkdir()
    with workplace():
        assert {each.name for each in disk.iterdir()} == {
            f"reelhouse-call-{os.getpid()}",
            f"reelhouse-call-{os.getppid()}",
            "others",
        }
