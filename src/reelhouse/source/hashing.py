"""The hash of a file's content, however it is packed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reelhouse.progress import Progress
    from reelhouse.source.delivery import SourceFile

_CHUNK_BYTES = 4 << 20


def sha256(file: SourceFile, progress: Progress) -> str:
    """SHA-256 of a file's decompressed bytes, in hexadecimal."""
    digest = hashlib.sha256()
    stage = progress.start(file.name, "compare", file.size)
    with file.open() as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
            stage.advance(len(chunk), 0)
    stage.finish()
    return digest.hexdigest()
