"""The lake: every delivery, cleaned, as it was when it came.

    deliveries/2026-11/1/   the first content that came under this label
        manifest.json       what it is; written last
        movie.parquet, ...  its tables
        quarantine.parquet  what was not loaded as delivered
        raw/                the files as delivered, where they were kept
    deliveries/2026-11/2/   what replaced it
    refused/2026-12-.../    manifest and quarantine of a delivery that was too damaged
    changes/                what deliveries changed; made from the above
    staging/                deliveries that are being cleaned

A delivery is cleaned in staging and put in its place in one step, so that what lies under
deliveries is whole; nothing there is changed again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reelhouse.errors import LakeError, NotFoundError, TakenError
from reelhouse.lake.label import age, require_label
from reelhouse.lake.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reelhouse.lake.store import Store

MANIFEST_FILE = "manifest.json"


class Lake:
    """Deliveries by label, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, Manifest] = {}

    @property
    def workplace(self) -> Path:
        """Where on this machine deliveries are cleaned: what can be full."""
        return self._store.workplace

    def manifests(self) -> tuple[Manifest, ...]:
        """The deliveries that count, the oldest first: of each label the newest version."""
        labels = sorted(self._store.children("deliveries"), key=age)
        found = (self.manifest(label) for label in labels)
        return tuple(each for each in found if each is not None)

    def manifest(self, label: str) -> Manifest | None:
        """The newest version of what came under a label, None where there is nothing."""
        versions = self.versions(label)
        return versions[-1] if versions else None

    def versions(self, label: str) -> list[Manifest]:
        """Everything that came under a label, the oldest first."""
        key = f"deliveries/{label}"
        numbers = sorted(int(name) for name in self._store.children(key) if name.isdigit())
        found = (self._manifest(f"{key}/{number}") for number in numbers)
        return [each for each in found if each is not None]

    def refused(self) -> list[Manifest]:
        """Deliveries that were too damaged, the first one first."""
        names = self._store.children("refused")
        found = (self._manifest(f"refused/{name}") for name in names)
        return sorted((each for each in found if each), key=lambda each: each.cleaned_at)

    def local(self, folder: str, names: Iterable[str]) -> Path:
        """A folder on this machine with these files of a kept folder."""
        return self._store.local(folder, names)

    def lend(self, folder: Path) -> str:
        """Take a folder of files to where whoever sees the lake sees them: see `Store`."""
        return self._store.lend(folder)

    def take_back(self, key: str) -> None:
        """Remove what was lent."""
        self._store.take_back(key)

    def address(self, folder: str) -> str:
        """What people would call the place of a kept folder."""
        return self._store.address(folder)

    def staging(self, label: str) -> AbstractContextManager[Path]:
        """A folder to clean a delivery in; what is still there afterwards is removed."""
        require_label(label)
        return self._store.staging(label)

    def commit(self, staged: Path, manifest: Manifest) -> Manifest:
        """Put a cleaned delivery in its place, whole or not at all.

        Gives the manifest with its place. Raises TakenError where its version is there already.
        """
        key = f"deliveries/{manifest.label}/{manifest.version}"
        try:
            return self._put(staged, key, manifest)
        except TakenError as error:
            raise TakenError(
                f"{self.address(key)}: another load has just brought the delivery "
                f"{manifest.label}; run this one again to see whether it was the same"
            ) from error

    def refuse(self, staged: Path, manifest: Manifest) -> None:
        """Keep what is known of a delivery that was too damaged."""
        moment = manifest.cleaned_at.replace(":", "").replace("-", "").partition("+")[0]
        self._put(staged, f"refused/{manifest.label}-{moment}-{staged.name[-8:]}", manifest)

    def changes(self, before: str, after: str) -> dict[str, Any] | None:
        """The summary of what lies between two states, with its folder; None where not kept."""
        text = self._store.read(f"{_between(before, after)}/summary.json")
        return None if text is None else dict(json.loads(text))

    def keep_changes(self, staged: Path, before: str, after: str, summary: dict[str, Any]) -> None:
        """Keep what lies between two states; another one who kept the same has done no harm."""
        key = _between(before, after)
        folder = self._store.place(key)
        text = json.dumps(summary | {"folder": folder}, indent=2) + "\n"
        (staged / "summary.json").write_text(text, encoding="utf-8")
        try:
            self._store.put(staged, key, folder, "summary.json")
        except TakenError:
            return

    def _put(self, staged: Path, key: str, manifest: Manifest) -> Manifest:
        placed = replace(manifest, folder=self._store.place(key))
        (staged / MANIFEST_FILE).write_text(placed.to_json(), encoding="utf-8")
        self._store.put(staged, key, placed.folder, MANIFEST_FILE)
        return placed

    def _manifest(self, key: str) -> Manifest | None:
        if key in self._read:
            return self._read[key]
        data = self._store.read(f"{key}/{MANIFEST_FILE}")
        if data is None:
            return None
        try:
            found = Manifest.from_json(data.decode())
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            place = self._store.address(key)
            raise LakeError(
                f"{place}/{MANIFEST_FILE}: is damaged ({error}); move {place} away and ingest again"
            ) from error
        self._read[key] = found
        return found


def deliveries(lake: Lake, as_of: str | None) -> tuple[Manifest, ...]:
    """The deliveries in the lake up to a label, or all, the oldest first.

    Raises LakeError where there is none, NotFoundError where none has that label.
    """
    found = lake.manifests()
    if not found:
        raise LakeError("the lake holds no delivery yet: `reelhouse ingest` brings one")
    labels = [each.label for each in found]
    if as_of is None:
        return found
    if as_of not in labels:
        raise no_delivery(as_of, found)
    return found[: labels.index(as_of) + 1]


def no_delivery(label: str, there: Iterable[Manifest]) -> NotFoundError:
    """The error that there is no delivery of that label among those that are there."""
    listed = ", ".join(each.label for each in there) or "none yet"
    return NotFoundError(f"there is no delivery {label}; deliveries in the lake: {listed}")


def _between(before: str, after: str) -> str:
    return f"changes/{before[:16]}-{after[:16]}"
