"""A store in a folder; what it has in common with others is in test_store.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import LakeError
from reelhouse.storage import DirectoryStore

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_being_written_is_not_seen(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.put_new("a/b", b"x")
    (tmp_path / "a" / ".b-17-0123abcd").write_bytes(b"unfinished")
    assert store.names() == ["a/b"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(LakeError, match=r"a/b: cannot be written: (Not a directory|File exists)"):
        DirectoryStore(tmp_path).put_new("a/b", b"x")
