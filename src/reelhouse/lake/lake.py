"""The lake: every delivery, cleaned, as it was when it came.

    deliveries/2026-11/1/   the first content that came under this label
        manifest.json       what it is; written last
        movie.parquet, ...  its tables
        quarantine.parquet  what was not loaded as delivered
    staging/                deliveries that are being cleaned

A delivery is cleaned in staging and moved to its place in one step, so that what lies under
deliveries is whole; nothing there is changed again.
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import LakeError, UsageError
from reelhouse.files import flush, is_alive
from reelhouse.lake.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MANIFEST = "manifest.json"
_LABEL = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


class Lake:
    """A lake in a folder, which is made when the first delivery comes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        """The folder of the lake."""
        return self._root

    def manifests(self) -> tuple[Manifest, ...]:
        """All deliveries, by label."""
        folder = self._root / "deliveries"
        labels = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        found = (self.manifest(label) for label in labels)
        return tuple(each for each in found if each is not None)

    def manifest(self, label: str) -> Manifest | None:
        """The delivery under a label, None where there is none."""
        path = self.folder(label) / _MANIFEST
        try:
            return Manifest.from_json(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LakeError(
                f"{path}: is damaged ({error}); move {path.parent} away and ingest again"
            ) from error

    def folder(self, label: str) -> Path:
        """Where the tables of a label lie, or would lie."""
        return self._root / "deliveries" / label / "1"

    @contextmanager
    def staging(self, label: str) -> Iterator[Path]:
        """A folder to clean a delivery in; what is still there afterwards is removed."""
        require_label(label)
        folder = self._root / "staging" / f"{label}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        try:
            self._sweep()
            folder.mkdir(parents=True)
        except OSError as error:
            raise LakeError(f"{folder}: cannot be made: {error.strerror}") from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def commit(self, staged: Path, manifest: Manifest) -> None:
        """Move a cleaned delivery to its place, whole or not at all.

        Raises LakeError where the label is taken.
        """
        path = staged / _MANIFEST
        path.write_text(manifest.to_json(), encoding="utf-8")
        for each in staged.iterdir():
            flush(each)
        target = self.folder(manifest.label)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            staged.rename(target)
        except OSError as error:
            raise LakeError(
                f"{target}: cannot take the delivery {manifest.label}: {error.strerror}"
            ) from error
        flush(target.parent)

    def _sweep(self) -> None:
        """Remove what loads that died left in staging."""
        for folder in (self._root / "staging").glob("*-*-*"):
            process = folder.name.rsplit("-", 2)[1]
            if process.isdigit() and not is_alive(int(process)):
                shutil.rmtree(folder, ignore_errors=True)


def require_label(label: str) -> None:
    """Raise UsageError for a label that could not be a folder's name."""
    if not _LABEL.fullmatch(label):
        raise UsageError(
            f"{label!r} cannot be a delivery's label: use letters, digits, '.', '_' and '-', "
            "such as 2026-11"
        )
