"""The house: what happens to deliveries, from their sources to the reports."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from reelhouse.progress import Silent
from reelhouse.questions import Questions
from reelhouse.summary import BackfillSummary, IngestSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reelhouse.backfill import Cleaned
    from reelhouse.progress import Progress
    from reelhouse.warehouse.publisher import Publication

DEFAULT_MAX_REJECT_RATE = Decimal("0.01")
DEFAULT_WAIT_SECONDS = 600.0


class House(Questions):
    """A lake and the warehouse that is kept from it; use `reelhouse.open` to get one.

    What it can be asked stands in `Questions`; here is what changes it.
    """

    def ingest(
        self,
        source: str | Path,
        *,
        drop: str | None = None,
        mode: str = "snapshot",
        replace: bool = False,
        keep_raw: bool = False,
        max_reject_rate: Decimal | float | str = DEFAULT_MAX_REJECT_RATE,
        wait: float = DEFAULT_WAIT_SECONDS,
        progress: Progress | None = None,
    ) -> IngestSummary:
        """Clean a delivery into the lake, and bring the warehouse up to date: all or nothing.

        `source` is a folder or a zip, as a path or as `s3://bucket/key`; `drop` labels the
        delivery, by default with the month in the source's name, else the current one. A
        `snapshot` is all there is, a `delta` only what is new. With `replace` other content may
        come under a label that is taken; with `keep_raw` loose files are kept in the lake as
        delivered, as a zip always is. `max_reject_rate` is a fraction from 0 to 1, `wait` the
        seconds to wait for another load.

        Raises DeliveryError, RejectRateError, LakeError, LockedError, IntegrityError or
        WarehouseError; the warehouse is then as it was, and what was cleaned is kept.
        """
        from reelhouse.intake import Intake, terms_of
        from reelhouse.source import open_delivery, suggested_label

        began = time.monotonic()
        terms = terms_of(max_reject_rate, mode, replaces=replace, keep_raw=keep_raw)
        delivery = open_delivery(source, self._settings.s3, is_partial=terms.is_delta)
        label = drop or suggested_label(str(source)) or datetime.now(UTC).strftime("%Y-%m")
        intake = Intake(self._lake, progress or Silent())
        manifest, was_there = intake.take(delivery, label, terms)
        publication = self._publish(wait, progress)
        return IngestSummary(
            label,
            manifest.source,
            manifest.content_hash,
            publication.accounts[label],
            delivery.absent,
            manifest.notes,
            was_there,
            publication,
            time.monotonic() - began,
        )

    def backfill(
        self,
        sources: Iterable[str | Path],
        *,
        jobs: int | None = None,
        mode: str = "snapshot",
        replace: bool = False,
        keep_raw: bool = False,
        max_reject_rate: Decimal | float | str = DEFAULT_MAX_REJECT_RATE,
        wait: float = DEFAULT_WAIT_SECONDS,
        progress: Progress | None = None,
        done: Callable[[Cleaned], None] = lambda _: None,
    ) -> BackfillSummary:
        """Clean many deliveries, `jobs` at a time (by default one a core), and publish them.

        `sources` are deliveries whose names tell their months, or folders of such, here or on
        S3. `done` hears of each that was cleaned, or could not be: the others are published all
        the same, in one step. The options are those of `ingest`.
        """
        from reelhouse.backfill import clean_found, find_deliveries
        from reelhouse.intake import terms_of

        began = time.monotonic()
        terms = terms_of(max_reject_rate, mode, replaces=replace, keep_raw=keep_raw)
        found = find_deliveries(sources, self._settings.s3)
        jobs = jobs or os.cpu_count() or 1
        cleaned = clean_found(found, self._settings, terms, jobs, progress or Silent(), done)
        some = any(each.error is None for each in cleaned)
        publication = self._publish(wait, progress) if some else None
        return BackfillSummary(cleaned, publication, time.monotonic() - began)

    def rebuild(
        self,
        *,
        as_of: str | None = None,
        wait: float = DEFAULT_WAIT_SECONDS,
        progress: Progress | None = None,
    ) -> Publication:
        """Build the warehouse anew from the lake, from the deliveries up to `as_of` or all.

        Raises UsageError where the lake has no delivery of that label.
        """
        return self._publish(wait, progress, as_of=as_of, anew=True)

    def _publish(
        self,
        wait: float,
        progress: Progress | None,
        *,
        as_of: str | None = None,
        anew: bool = False,
    ) -> Publication:
        from reelhouse.warehouse import open_target
        from reelhouse.warehouse.publisher import Publisher

        target = open_target(self._settings, self._lake, progress or Silent())
        publisher = Publisher(self._lake, target, progress or Silent(), wait, self._tell)
        done = publisher.publish(as_of=as_of, anew=anew)
        self.close()
        return done
