"""The ledger: which deliveries a warehouse is made of, where their rows went, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from reelhouse.clean.cleaner import QUARANTINE_FILE
from reelhouse.errors import DeniedError, NoWarehouseError
from reelhouse.lake.account import FileAccount
from reelhouse.lake.label import listed
from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reelhouse.lake.changes import TableChanges
    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.warehouse.base import Warehouse
    from reelhouse.workbench import Workbench

BUILT, CHANGED = "built", "changed"

_COUNTS = {
    "rows_read": "read",
    "rows_loaded": "loaded",
    "rows_duplicate": "duplicates",
    "rows_orphan": "orphans",
    "rows_blank": "blank",
    "rows_rejected": "rejected",
    "rows_repaired": "repaired",
}


_CHANGES = ("rows_inserted", "rows_updated", "rows_deleted")


@dataclass(frozen=True)
class Ledger:
    """What a warehouse says of itself.

    `state_ids` has the id of the state as of each delivery, by label, the oldest first; `accounts`
    those of its files. `publications` and `table_changes`, what each of them changed, are Arrow.
    """

    state_ids: Mapping[str, str]
    accounts: Mapping[str, tuple[FileAccount, ...]]
    publications: pa.Table
    table_changes: pa.Table

    @property
    def state_id(self) -> str | None:
        """The state that the warehouse is in."""
        return list(self.state_ids.values())[-1] if self.state_ids else None

    @property
    def rows_changed(self) -> int:
        """Rows that were changed in place since the warehouse was built anew."""
        changed = 0
        for row in self.publications.to_pylist():
            told = row["rows_inserted"] + row["rows_updated"] + row["rows_deleted"]
            changed = 0 if row["method"] == BUILT else changed + told
        return changed


def read_ledger(warehouse: Warehouse) -> Ledger:
    """The ledger of a warehouse; WarehouseError where it is none of this version."""
    deliveries = warehouse.query("select label, state_id from reelhouse.delivery order by position")
    accounts: dict[str, list[FileAccount]] = {}
    for row in warehouse.query("select * from reelhouse.file_account").to_pylist():
        counts = {name: row[column] for column, name in _COUNTS.items()}
        account = FileAccount(file=row["file"], **counts, seconds=float(row["seconds"]))
        accounts.setdefault(row["label"], []).append(account)
    publications = warehouse.query("select * from reelhouse.publication order by number")
    return Ledger(
        {row["label"]: row["state_id"] for row in deliveries.to_pylist()},
        {label: tuple(files) for label, files in accounts.items()},
        publications,
        warehouse.query("select * from reelhouse.table_change order by number, table_name"),
    )


@dataclass(frozen=True)
class Standing:
    """Where a warehouse stands.

    `as_of` is the label of the newest delivery, `cleaned_at` the moment in UTC at which it was
    cleaned, `rows_rejected` how many of its rows were rejected; who may see the reports alone is
    not told these two.
    """

    state_id: str
    as_of: str
    cleaned_at: datetime | None = None
    rows_rejected: int | None = None


_STANDING_BY_REPORTS = "select state_id, as_of from reports.scope where state_id is not null"


def read_standing(warehouse: Warehouse) -> Standing:
    """Where a warehouse stands; NoWarehouseError where no delivery was loaded."""
    try:
        found = warehouse.query(sql("warehouse/sql", "standing")).to_pylist()
    except DeniedError:
        found = warehouse.query(_STANDING_BY_REPORTS).to_pylist()
    if not found:
        raise NoWarehouseError("the warehouse holds no delivery yet: `reelhouse ingest` brings one")
    return Standing(**found[0])


def published_states(warehouse: Warehouse) -> frozenset[str]:
    """Ids of the states as of each delivery that a warehouse is made of."""
    found = warehouse.query("select state_id from reelhouse.delivery")
    return frozenset(found.column(0).to_pylist())


def write_ledger(
    bench: Workbench,
    manifests: Sequence[Manifest],
    state_ids: Sequence[str],
    accounts: Mapping[str, Sequence[FileAccount]],
) -> None:
    """Have the current database tell of these deliveries, the oldest first, and of no others."""
    bench.run("delete from reelhouse.file_account; delete from reelhouse.delivery")
    deliveries = [
        {
            "label": each.label,
            "position": position,
            "version": each.version,
            "source": each.source,
            "content_hash": each.content_hash,
            "mode": each.mode,
            "rules_version": each.rules_version,
            "state_id": state_id,
            "cleaned_at": datetime.fromisoformat(each.cleaned_at),
            "seconds": round(each.seconds, 3),
        }
        for position, (each, state_id) in enumerate(zip(manifests, state_ids, strict=True), 1)
    ]
    bench.insert("reelhouse.delivery", pa.Table.from_pylist(deliveries))
    files = [
        {
            "label": each.label,
            "file": account.file,
            **{column: getattr(account, name) for column, name in _COUNTS.items()},
            "seconds": round(account.seconds, 3),
        }
        for each in manifests
        for account in accounts[each.label]
    ]
    if files:
        bench.insert("reelhouse.file_account", pa.Table.from_pylist(files))


def write_rejects(
    bench: Workbench, lake: Lake, known: Sequence[str], added: Sequence[Manifest]
) -> None:
    """Have the current database tell what the deliveries `added` did not load as delivered.

    Of the deliveries with the labels `known` it tells already; of others it tells no more.
    """
    bench.run(f"delete from reelhouse.reject where (label in ({listed(known)})) is not true")
    for each in added:
        path = lake.local(each.folder, [QUARANTINE_FILE]) / QUARANTINE_FILE
        parts = {"label": f"'{each.label}'", "quarantine": f"read_parquet({quoted(path)})"}
        bench.run(sql("warehouse/sql", "rejects", **parts))


def write_earlier(bench: Workbench, ledger: Ledger) -> None:
    """Have the current database tell of the publications of the one that was there before."""
    bench.insert("reelhouse.publication", ledger.publications)
    bench.insert("reelhouse.table_change", ledger.table_changes)


def write_publication(bench: Workbench, changes: Iterable[TableChanges], **told: Any) -> None:
    """Add what is told to the publications of the current database, under the next number."""
    number = bench.value("select coalesce(max(number), 0) + 1 from reelhouse.publication")
    tables: list[dict[str, Any]] = [
        {
            "number": number,
            "table_name": each.table,
            "rows_inserted": each.inserted,
            "rows_updated": each.updated,
            "rows_deleted": each.deleted,
        }
        for each in changes
        if each.rows
    ]
    sums = {name: sum(each[name] for each in tables) for name in _CHANGES}
    row = {"number": number, **told, **sums}
    bench.insert("reelhouse.publication", pa.Table.from_pylist([row]))
    if tables:
        bench.insert("reelhouse.table_change", pa.Table.from_pylist(tables))
