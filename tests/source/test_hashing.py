"""The same content has the same hash, however it is packed."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

from reelhouse.progress import Silent
from reelhouse.source import open_delivery
from reelhouse.source.hashing import sha256

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"adult,id\n" * 1000


def test_it_is_the_hash_of_the_unpacked_bytes(tmp_path: Path) -> None:
    (tmp_path / "movies_metadata.csv.gz").write_bytes(gzip.compress(CONTENT))
    [file] = open_delivery(tmp_path).files
    assert sha256(file, Silent()) == hashlib.sha256(CONTENT).hexdigest()
