"""The house: what happens to deliveries, from their sources to the reports."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from reelhouse.errors import NoWarehouseError
from reelhouse.lake import open_lake
from reelhouse.progress import Silent
from reelhouse.summary import BackfillSummary, IngestSummary
from reelhouse.warehouse.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from pathlib import Path

    import pyarrow as pa

    from reelhouse.backfill import Cleaned
    from reelhouse.entities.entity import Entity
    from reelhouse.entities.listing import Listing
    from reelhouse.progress import Progress
    from reelhouse.reports.result import Report
    from reelhouse.settings import Settings
    from reelhouse.warehouse.base import SharedWarehouse
    from reelhouse.warehouse.integrity import CheckResult
    from reelhouse.warehouse.ledger import Standing
    from reelhouse.warehouse.publisher import Publication

DEFAULT_MAX_REJECT_RATE = Decimal("0.01")
DEFAULT_WAIT_SECONDS = 600.0


class House:
    """A lake and the warehouse that is kept from it; use `reelhouse.open` to get one.

    `tell` hears, in a sentence, of what a user should know while it is going on; `warehouse` is
    the one that the settings name, where it is open already.
    """

    def __init__(
        self,
        settings: Settings,
        tell: Callable[[str], None] = lambda _: None,
        warehouse: SharedWarehouse | None = None,
    ) -> None:
        self._settings = settings
        self._lake = open_lake(settings)
        self._tell = tell
        self._opened = Opened(settings, self._lake, warehouse)

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

        `sources` are deliveries whose names tell their months, or folders of such. `done` hears
        of each that was cleaned, or could not be: the others are published all the same, in one
        step. The options are those of `ingest`.
        """
        from reelhouse.backfill import clean_found, find_deliveries
        from reelhouse.intake import terms_of

        began = time.monotonic()
        terms = terms_of(max_reject_rate, mode, replaces=replace, keep_raw=keep_raw)
        found = find_deliveries(sources)
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

    def report(self, name: str, *, as_of: str | None = None, **filters: object) -> Report:
        """The answer of a report: rows, Arrow, a DataFrame, and the scope that goes with it.

        With `as_of` it is what that delivery and the ones before it say, asked of the lake.
        Raises UsageError where there is no such report, filter, value or delivery, and
        WarehouseError where nothing was ingested yet.
        """
        from reelhouse.reports.query import run

        return run(self._opened.as_of(as_of), name, **filters)

    def compared(self, name: str, *, as_of: str | None = None, **filters: object) -> Report:
        """The answer of a report in which each figure stands beside others.

        Further columns are `place` (among all of its year), `share` (percent of its year) and
        `before` (the figure of the year before), where the report has them. Errors as of `report`.
        """
        from reelhouse.reports.comparing import compared
        from reelhouse.reports.query import answer

        return answer(self._opened.as_of(as_of), compared(name), filters)

    def years(self) -> pa.Table:
        """What the films of each year cost and took, each film counted once; see `read_years`."""
        from reelhouse.reports.years import read_years

        return read_years(self._opened.current)

    def find(self, kind: str, **filters: object) -> Listing:
        """Movies, companies, genres or people, by words of their names and by other filters.

        `kind` is one of these words. Raises UsageError where there is no such filter or value,
        NotFoundError where a company, genre or person that a filter names does not exist.
        """
        from reelhouse.entities.listing import find

        return find(self._opened.current, kind, **filters)

    def entity(self, kind: str, identity: int) -> Entity:
        """One movie, company, genre or person, with everything that hangs on it.

        Raises NotFoundError where there is none of that TMDB id.
        """
        from reelhouse.entities.entity import look_up

        return look_up(self._opened.current, kind, identity)

    @property
    def standing(self) -> Standing:
        """The state that the warehouse is in, and its newest delivery."""
        from reelhouse.warehouse.ledger import read_standing

        return read_standing(self._opened.current)

    @property
    def version(self) -> Hashable:
        """What is another one when a load has published; cheap to ask, for one who waits for it."""
        return self._opened.version

    def state_as_of(self, label: str) -> str:
        """Id of the state as of a delivery, as the lake has it; NotFoundError where it has none."""
        from reelhouse.lake.lake import deliveries
        from reelhouse.lake.manifest import state_ids

        return state_ids(deliveries(self._lake, label))[-1]

    def fork(self) -> House:
        """The same house with the same state of the warehouse, for another thread.

        It is to be closed before this one is.
        """
        return House(self._settings, self._tell, self._opened.current.fork())

    def interrupt(self) -> None:
        """End the query over the warehouse that goes on, if there is one, in StoppedError."""
        self._opened.interrupt()

    def rejects(self, drop: str | None = None) -> pa.Table:
        """What a delivery, by default the newest, did not load as delivered.

        Of one that was refused, what it was refused for. Columns: file, line, column, reason,
        action, raw, detail; by file and line.
        """
        from reelhouse.lake.rejects import rejects

        return rejects(self._lake, drop or self.newest)

    def changes(self, drop: str | None = None, table: str | None = None) -> pa.Table:
        """What a delivery, by default the newest, changed.

        Without a `table` how many rows of each were inserted, updated and deleted; with one its
        rows, an updated one with each value before and after.
        """
        from reelhouse.lake.delivered import delivered_changes
        from reelhouse.lake.lake import deliveries

        return delivered_changes(self._lake, deliveries(self._lake, drop), table)

    def drops(self) -> pa.Table:
        """The ledger: every delivery that ever came, with what became of it, by label."""
        from reelhouse.lake.drops import drops
        from reelhouse.warehouse.ledger import published_states

        try:
            states = published_states(self._opened.current)
        except NoWarehouseError:
            states = frozenset()
        return drops(self._lake, states)

    @property
    def newest(self) -> str:
        """Label of the newest delivery in the lake; LakeError where there is none."""
        from reelhouse.lake.lake import deliveries

        return deliveries(self._lake, None)[-1].label

    def check(self) -> list[CheckResult]:
        """Every integrity check over the current state, with the number of violations."""
        from reelhouse.warehouse.integrity import run_checks

        warehouse = self._opened.current
        return list(run_checks(lambda query: int(warehouse.query(query).column(0)[0].as_py())))

    def close(self) -> None:
        """Let go of the warehouse."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
