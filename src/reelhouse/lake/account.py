"""Where every row of every file went, once it is known what state it came into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import IntegrityError
from reelhouse.lake.layers import LAKE_TABLES, create_layers
from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.workbench import Workbench


@dataclass(frozen=True)
class FileAccount:
    """Rows of one file: read = loaded + duplicates + orphans + blank + rejected.

    `repaired` of them, in which something was mended, are among the others; `seconds` is the
    time that cleaning took.
    """

    file: str
    read: int
    loaded: int
    duplicates: int
    orphans: int
    blank: int
    repaired: int
    rejected: int
    seconds: float


def accounts(
    bench: Workbench, lake: Lake, manifests: Sequence[Manifest]
) -> tuple[FileAccount, ...]:
    """Account for the files of the last of these deliveries, which are all up to it, by age.

    What its rows point at is looked up in the state as of it. Loaded rows and orphans are
    counted, each by itself. Raises IntegrityError where the equation does not hold.
    """
    manifest = manifests[-1]
    create_layers(bench, lake, manifests, ("movies_metadata", "links"))
    found = []
    for file in manifest.files:
        [table, *_] = LAKE_TABLES[file.kind]
        folder = lake.local(manifest.folder_of(file.kind), [f"{table}.parquet"])
        records = f"read_parquet({quoted(folder / f'{table}.parquet')})"
        [(loaded, orphans)] = bench.rows(sql("lake/sql", f"account_{file.kind}", records=records))
        account = FileAccount(
            file.file,
            file.read,
            loaded,
            file.duplicates,
            orphans,
            file.blank,
            file.repaired,
            file.rejected,
            round(file.seconds, 3),
        )
        _require_sum(manifest.label, account)
        found.append(account)
    return tuple(found)


def _require_sum(label: str, account: FileAccount) -> None:
    went = account.loaded + account.duplicates + account.orphans + account.blank + account.rejected
    if went != account.read:
        raise IntegrityError(
            f"{label}: of {account.file}, {account.read:,} rows were read, but "
            f"{account.loaded:,} loaded, {account.duplicates:,} duplicates, "
            f"{account.orphans:,} orphans, {account.blank:,} blank and {account.rejected:,} "
            f"rejected make {went:,}; nothing was published"
        )
