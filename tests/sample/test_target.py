from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import UsageError
from reelhouse.sample.target import staged

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_folder_appears_only_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "sample"
    with staged(target) as staging:
        (staging / "links.csv").write_text("new")
        assert not target.exists()
        assert staging.parent == target.parent
    assert (target / "links.csv").read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    target = tmp_path / "sample"
    target.mkdir()
    with staged(target) as staging:
        (staging / "links.csv").touch()
    assert [path.name for path in target.iterdir()] == ["links.csv"]


def test_an_earlier_sample_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "sample"
    (target / "2026-01").mkdir(parents=True)
    for name in ("defects.json", "ratings_small.csv.zst", "2026-01/credits.csv"):
        (target / name).write_text("old")
    with staged(target) as staging:
        (staging / "defects.json").write_text("new")
    assert [path.name for path in target.iterdir()] == ["defects.json"]
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_things_as_they_were(tmp_path: Path, failure: type[BaseException]) -> None:
    target = tmp_path / "sample"
    target.mkdir()
    (target / "defects.json").write_text("old")

    def fail() -> None:
        with staged(target) as staging:
            (staging / "defects.json").write_text("new")
            raise failure

    with pytest.raises(failure):
        fail()
    assert (target / "defects.json").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_text("precious")
    with (
        pytest.raises(UsageError, match=r"found links\.csv, but no defects\.json\. Name a folder"),
        staged(tmp_path),
    ):
        pytest.fail("nothing may be written")
    assert (tmp_path / "links.csv").read_text() == "precious"


def test_a_sample_to_which_files_were_added_is_refused(tmp_path: Path) -> None:
    for name in ("defects.json", "my notes.txt"):
        (tmp_path / name).write_text("precious")
    with (
        pytest.raises(UsageError, match=r"also holds my notes\.txt, which would be lost"),
        staged(tmp_path),
    ):
        pytest.fail("nothing may be written")


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sample").write_text("precious")
    with pytest.raises(UsageError, match="is a file"), staged(tmp_path / "sample"):
        pytest.fail("nothing may be written")
