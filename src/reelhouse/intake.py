"""The intake: a delivery from its source into the lake, cleaned once."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from reelhouse.clean.cleaner import QUARANTINE_FILE, RULES_VERSION, Reused, clean, judge
from reelhouse.errors import LakeError, RejectRateError, UsageError
from reelhouse.lake.manifest import DELTA, MODES, Manifest, content_hash
from reelhouse.source.hashing import sha256
from reelhouse.workbench import Workbench, storage_errors_told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.lake.lake import Lake
    from reelhouse.progress import Progress
    from reelhouse.source import Delivery

_CHUNK_BYTES = 4 << 20


@dataclass(frozen=True)
class Terms:
    """How a delivery is taken.

    `mode` is snapshot or delta. `replaces` admits other content under a label that is taken;
    `keep_raw` keeps loose files as delivered, as a zip always is. `max_reject_rate` is a fraction
    from 0 to 1.
    """

    max_reject_rate: Decimal
    mode: str = "snapshot"
    replaces: bool = False
    keep_raw: bool = False

    @property
    def is_delta(self) -> bool:
        """Whether the delivery is only what is new."""
        return self.mode == DELTA


class Intake:
    """Takes deliveries into a lake; `threads` is how many cores one may use, None for all."""

    def __init__(self, lake: Lake, progress: Progress, threads: int | None = None) -> None:
        self._lake = lake
        self._progress = progress
        self._threads = threads

    def take(self, delivery: Delivery, label: str, terms: Terms) -> tuple[Manifest, bool]:
        """Clean a delivery into the lake; gives its manifest, and whether it was there already.

        Raises DeliveryError where it cannot be read as one, RejectRateError where it is too
        damaged, LakeError where the label is taken by another content, and StorageError where a
        disk is full.
        """
        with storage_errors_told(self._lake.workplace):
            return self._take(delivery, label, terms)

    def _take(self, delivery: Delivery, label: str, terms: Terms) -> tuple[Manifest, bool]:
        known = self._lake.manifest(label)
        if known is not None and self._is_same(known, delivery, terms):
            return known, True
        version = known.version + 1 if known else 1
        return self._clean(delivery, label, version, terms), False

    def _is_same(self, known: Manifest, delivery: Delivery, terms: Terms) -> bool:
        hashes = ((file.name, sha256(file, self._progress)) for file in delivery.files)
        is_same = content_hash(hashes) == known.content_hash and terms.mode == known.mode
        if is_same and (not terms.replaces or known.rules_version == RULES_VERSION):
            return True
        if not terms.replaces:
            differs = "other content" if terms.mode == known.mode else f"mode {known.mode}"
            raise LakeError(
                f"the lake already holds a delivery {known.label} with {differs}, from "
                f"{known.source}; give this one another label with --drop, or put it in the "
                "place of that one with --replace"
            )
        return False

    def _clean(self, delivery: Delivery, label: str, version: int, terms: Terms) -> Manifest:
        began, now = time.monotonic(), datetime.now(UTC)
        reused = dict(self._known_files(delivery))
        with self._lake.staging(label) as folder:
            self._keep_raw(delivery, folder / "raw", keep_loose=terms.keep_raw)
            with Workbench(folder / "spill", self._threads) as bench:
                found = {name: each for name, (each, _) in reused.items()}
                cleaned = clean(bench, delivery, folder, self._progress, found)
                manifest = Manifest(
                    label=label,
                    source=delivery.source,
                    content_hash=content_hash((each.file, each.sha256) for each in cleaned.files),
                    mode=terms.mode,
                    rules_version=RULES_VERSION,
                    cleaned_at=now.isoformat(timespec="seconds"),
                    seconds=round(time.monotonic() - began, 3),
                    files=cleaned.files,
                    version=version,
                    reused={each.file.kind: where for each, where in reused.values()},
                    sizes={each.name: each.size for each in delivery.files if each.size},
                )
                try:
                    judge(bench, cleaned.files, terms.max_reject_rate)
                except RejectRateError as error:
                    self._refuse(folder, manifest, error)
                    raise
            shutil.rmtree(folder / "spill", ignore_errors=True)
            return self._lake.commit(folder, manifest)

    def _known_files(self, delivery: Delivery) -> Iterator[tuple[str, tuple[Reused, str]]]:
        """Files whose content came before, in another delivery, with the folder of their tables.

        A file is only looked at where the lake has one of its name and size.
        """
        manifests = [m for m in self._lake.manifests() if m.rules_version == RULES_VERSION]
        for file in delivery.files:
            alike = [
                (each, manifest)
                for manifest in manifests
                for each in manifest.files
                if each.file == file.name
                and file.size
                and manifest.sizes.get(file.name) == file.size
            ]
            if not alike:
                continue
            digest = sha256(file, self._progress)
            for each, manifest in alike:
                if each.sha256 == digest:
                    folder = self._lake.local(manifest.folder, [QUARANTINE_FILE])
                    reused = Reused(each, folder / QUARANTINE_FILE)
                    yield file.name, (reused, manifest.folder_of(each.kind))
                    break

    def _keep_raw(self, delivery: Delivery, folder: Path, *, keep_loose: bool) -> None:
        for name, size, opener in delivery.raw(loose=keep_loose):
            folder.mkdir(exist_ok=True)
            stage = self._progress.start(name, "keep", size)
            with opener() as source, (folder / name).open("wb") as target:
                while chunk := source.read(_CHUNK_BYTES):
                    target.write(chunk)
                    stage.advance(len(chunk), 0)
            stage.finish()

    def _refuse(self, folder: Path, manifest: Manifest, error: RejectRateError) -> None:
        """Keep what a refused delivery was found to be, but not its tables."""
        for each in folder.glob("*.parquet"):
            if each.name != QUARANTINE_FILE:
                each.unlink()
        shutil.rmtree(folder / "raw", ignore_errors=True)
        shutil.rmtree(folder / "spill", ignore_errors=True)
        outcome = f"refused: {str(error).partition(' (--max')[0]}"
        self._lake.refuse(folder, replace(manifest, outcome=outcome))


def terms_of(rate: Decimal | float | str, mode: str, *, replaces: bool, keep_raw: bool) -> Terms:
    """The terms that were given; UsageError where one is not allowed."""
    if mode not in MODES:
        raise UsageError(f"there is no mode {mode!r}: a delivery is a {' or a '.join(MODES)}")
    return Terms(_rate(rate), mode, replaces, keep_raw)


def _rate(value: Decimal | float | str) -> Decimal:
    try:
        rate = Decimal(str(value))
    except ArithmeticError:
        rate = Decimal(-1)
    if rate.is_nan() or not 0 <= rate <= 1:
        raise UsageError(f"a reject rate is a fraction from 0 to 1, such as 0.01, not {value!r}")
    return rate
