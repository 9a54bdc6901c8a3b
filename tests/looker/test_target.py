from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import StorageError, UsageError
from reelhouse.looker.target import MARK, filled

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {"manifest.lkml": f"# {MARK}\nnew\n", "views/film.view.lkml": f"# {MARK}\nnew\n"}


def state(folder: Path) -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): each.read_text("utf-8") if each.is_file() else "/"
        for each in folder.rglob("*")
    }


NEW = {**FILES, "views": "/"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with an earlier run's files, somebody else's, and one that is no longer written."""
    folder = tmp_path / "looker"
    for name, text in {
        "manifest.lkml": f"# {MARK}\nold\n",
        "views/film.view.lkml": f"# {MARK}\nold\n",
        "views/gone.view.lkml": f"# {MARK}\nold\n",
        "views/mine.view.lkml": "view: +film {}\n",
        ".git/config": "[core]\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_new_folder_has_all_of_it(tmp_path: Path) -> None:
    filled(tmp_path / "deep" / "looker", FILES, force=False)
    assert state(tmp_path / "deep") == {
        "looker": "/",
        **{f"looker/{name}": text for name, text in NEW.items()},
    }


def test_an_empty_folder_stays_the_same_folder(tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    filled(tmp_path, FILES, force=False)
    assert state(tmp_path) == NEW
    assert tmp_path.stat().st_ino == before


def test_a_folder_that_holds_something_is_taken_with_force_alone(repository: Path) -> None:
    before = state(repository)
    with pytest.raises(UsageError, match=r"is not empty: found \.git\. .* --force"):
        filled(repository, FILES, force=False)
    assert state(repository) == before


def test_with_force_own_files_are_replaced_and_the_rest_stays(repository: Path) -> None:
    inode = repository.stat().st_ino
    filled(repository, FILES, force=True)
    assert state(repository) == {
        **NEW,
        ".git": "/",
        ".git/config": "[core]\n",
        "views/mine.view.lkml": "view: +film {}\n",
    }
    assert repository.stat().st_ino == inode


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int) -> None:
    """Have a rename fail once so many went well."""
    rename: Callable[[Path, Path], Path] = Path.rename
    calls = 0

    def counted(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == after:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", counted)


@pytest.mark.parametrize("after", range(1, 6))
def test_a_failure_leaves_things_as_they_were(
    repository: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    before = state(repository)
    failing(monkeypatch, KeyboardInterrupt(), after)
    with pytest.raises(KeyboardInterrupt):
        filled(repository, FILES, force=True)
    assert state(repository) == before


def test_a_failure_in_an_empty_folder_leaves_it_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, KeyboardInterrupt(), 2)
    with pytest.raises(KeyboardInterrupt):
        filled(tmp_path, FILES, force=False)
    assert state(tmp_path) == {}


def test_a_full_disk_is_told_as_one(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(repository)
    failing(monkeypatch, OSError(errno.ENOSPC, "No space left on device"), 3)
    with pytest.raises(StorageError, match="No space left on device; what was there before"):
        filled(repository, FILES, force=True)
    assert state(repository) == before


def test_what_a_killed_run_left_is_removed(repository: Path) -> None:
    (repository / ".reelhouse-lookml-0a1b2c3d" / "new").mkdir(parents=True)
    filled(repository, FILES, force=True)
    assert not list(repository.glob(".reelhouse*"))


def test_what_a_killed_run_left_is_no_reason_to_refuse(tmp_path: Path) -> None:
    (tmp_path / ".reelhouse-lookml-0a1b2c3d").mkdir()
    filled(tmp_path, FILES, force=False)
    assert state(tmp_path) == NEW


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "looker").write_text("mine")
    with pytest.raises(UsageError, match="is a file: expected a folder that is new or empty"):
        filled(tmp_path / "looker", FILES, force=True)
    with pytest.raises(UsageError, match="below cannot be written"):
        filled(tmp_path / "looker" / "below", FILES, force=True)
    assert state(tmp_path) == {"looker": "mine"}


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.lkml").mkdir()
    with pytest.raises(UsageError, match=r"manifest\.lkml is a folder: a file is to be there"):
        filled(tmp_path, FILES, force=True)
    assert state(tmp_path) == {"manifest.lkml": "/"}
