"""The house: what happens to a delivery, from its source to the reports."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from reelhouse.errors import LakeError, UsageError
from reelhouse.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from reelhouse.lake.account import FileAccount
    from reelhouse.lake.manifest import Manifest
    from reelhouse.progress import Progress
    from reelhouse.reports.result import Report
    from reelhouse.source import Delivery
    from reelhouse.warehouse.duckdb import DuckDBWarehouse
    from reelhouse.warehouse.integrity import CheckResult
    from reelhouse.workbench import Workbench

DEFAULT_MAX_REJECT_RATE = Decimal("0.01")


@dataclass(frozen=True)
class IngestSummary:
    """What became of a delivery.

    `absent` are files that it did not bring; `notes` are remarks on how files were readable;
    `already_in_lake` tells that it had been cleaned before; `seconds` is the whole load.
    """

    label: str
    source: str
    content_hash: str
    files: tuple[FileAccount, ...]
    absent: tuple[str, ...]
    notes: tuple[str, ...]
    already_in_lake: bool
    seconds: float


class House:
    """A lake and the warehouse that is kept from it; use `reelhouse.open` to get one."""

    def __init__(self, warehouse: Path, lake: Path) -> None:
        from reelhouse.lake.lake import Lake

        self._path = warehouse
        self._lake = Lake(lake)
        self._open: DuckDBWarehouse | None = None

    def ingest(
        self,
        source: str | Path,
        *,
        drop: str | None = None,
        max_reject_rate: Decimal | float | str = DEFAULT_MAX_REJECT_RATE,
        progress: Progress | None = None,
    ) -> IngestSummary:
        """Clean a delivery into the lake, and bring the warehouse up to date: all or nothing.

        `source` is a folder or a zip; `drop` labels the delivery, by default with the month in
        the source's name, else the current one. `max_reject_rate` is a fraction from 0 to 1.
        Raises DeliveryError, RejectRateError, LakeError, IntegrityError, WarehouseError or
        StorageError; the warehouse is then as it was.
        """
        from reelhouse.source import open_delivery
        from reelhouse.workbench import storage_errors_told

        began = time.monotonic()
        progress = progress or Silent()
        limit = _rate(max_reject_rate)
        delivery = open_delivery(source)
        label = drop or delivery.suggested_label or datetime.now(UTC).strftime("%Y-%m")
        known = self._lake.manifest(label)
        with storage_errors_told(self._lake.root):
            if known is None:
                manifest = self._clean(delivery, label, limit, progress)
            else:
                manifest = self._require_same(known, delivery, progress)
            accounts = self._publish(manifest, began, progress)
        return IngestSummary(
            label,
            manifest.source,
            manifest.content_hash,
            accounts,
            delivery.absent,
            manifest.notes,
            already_in_lake=known is not None,
            seconds=time.monotonic() - began,
        )

    def report(self, name: str, **filters: object) -> Report:
        """The answer of a report: rows, Arrow, a DataFrame, and the scope that goes with it.

        Raises UsageError where there is no such report, filter or value, and WarehouseError
        where nothing was ingested yet.
        """
        from reelhouse.reports.query import run

        return run(self._warehouse(), name, **filters)

    def rejects(self, drop: str | None = None) -> pa.Table:
        """What a delivery, by default the newest, did not load as delivered.

        Columns: file, line, column, reason, action, raw, detail; by file and line.
        """
        import pyarrow.parquet as pq

        from reelhouse.clean.cleaner import QUARANTINE_FILE

        label = drop or self.newest
        if self._lake.manifest(label) is None:
            there = ", ".join(each.label for each in self._lake.manifests()) or "none yet"
            raise UsageError(f"there is no delivery {label}; deliveries in the lake: {there}")
        path = self._lake.folder(label) / QUARANTINE_FILE
        try:
            return pq.read_table(path)
        except (OSError, ValueError) as error:
            raise LakeError(f"{path}: cannot be read: {error}") from error

    @property
    def newest(self) -> str:
        """Label of the newest delivery in the lake; LakeError where there is none."""
        manifests = self._lake.manifests()
        if not manifests:
            raise LakeError("the lake holds no delivery yet: `reelhouse ingest` brings one")
        return manifests[-1].label

    def check(self) -> list[CheckResult]:
        """Every integrity check over the current state, with the number of violations."""
        from reelhouse.warehouse.integrity import run_checks

        warehouse = self._warehouse()
        return list(run_checks(lambda query: int(warehouse.query(query).column(0)[0].as_py())))

    def close(self) -> None:
        """Let go of the warehouse."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _warehouse(self) -> DuckDBWarehouse:
        if self._open is None:
            from reelhouse.warehouse.duckdb import DuckDBWarehouse

            self._open = DuckDBWarehouse(self._path)
        return self._open

    def _clean(
        self, delivery: Delivery, label: str, limit: Decimal, progress: Progress
    ) -> Manifest:
        from reelhouse.clean.cleaner import RULES_VERSION, clean
        from reelhouse.lake.manifest import Manifest, content_hash
        from reelhouse.workbench import Workbench

        began, now = time.monotonic(), datetime.now(UTC)
        with self._lake.staging(label) as folder:
            with Workbench(folder / "spill") as bench:
                cleaned = clean(bench, delivery, folder, limit, progress)
            manifest = Manifest(
                label=label,
                source=delivery.source,
                content_hash=content_hash((file.file, file.sha256) for file in cleaned.files),
                mode="snapshot",
                rules_version=RULES_VERSION,
                cleaned_at=now.isoformat(timespec="seconds"),
                seconds=round(time.monotonic() - began, 3),
                files=cleaned.files,
            )
            self._lake.commit(folder, manifest)
        return manifest

    def _require_same(self, known: Manifest, delivery: Delivery, progress: Progress) -> Manifest:
        from reelhouse.lake.manifest import content_hash
        from reelhouse.source.hashing import sha256

        found = content_hash((file.name, sha256(file, progress)) for file in delivery.files)
        if found != known.content_hash:
            raise LakeError(
                f"the lake already holds a delivery {known.label} with other content, from "
                f"{known.source}; give this one another label with --drop"
            )
        return known

    def _publish(
        self, manifest: Manifest, began: float, progress: Progress
    ) -> tuple[FileAccount, ...]:
        from reelhouse.lake.account import accounts
        from reelhouse.lake.state import STATE_TABLES, create_state, show_state
        from reelhouse.warehouse.duckdb import build, replacing
        from reelhouse.warehouse.ledger import record
        from reelhouse.workbench import Workbench

        manifests = self._lake.manifests()
        found: list[FileAccount] = []

        def account(bench: Workbench) -> None:
            found.extend(accounts(bench, manifests[-1]))
            record(bench, manifests[-1], found, time.monotonic() - began)

        with (
            self._lake.staging(manifest.label) as folder,
            Workbench(folder / "spill") as bench,
        ):
            create_state(bench, self._lake, manifests)
            with replacing(bench, self._path):
                build(bench, STATE_TABLES, lambda: account(bench), progress)
            if manifest != manifests[-1]:  # a newer delivery is the current state
                until = [each for each in manifests if each.label <= manifest.label]
                create_state(bench, self._lake, until)
                show_state(bench)
                found = list(accounts(bench, manifest))
        self.close()
        return tuple(found)


def _rate(value: Decimal | float | str) -> Decimal:
    try:
        rate = Decimal(str(value))
    except ArithmeticError:
        rate = Decimal(-1)
    if rate.is_nan() or not 0 <= rate <= 1:
        raise UsageError(f"a reject rate is a fraction from 0 to 1, such as 0.01, not {value!r}")
    return rate
