"""Where every row of every file went, once it is known what state it came into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import IntegrityError
from reelhouse.resources import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def accounts(bench: Workbench, manifest: Manifest) -> Iterator[FileAccount]:
    """Account for the files of the delivery that the current database was built from.

    Loaded rows and orphans are counted, each by itself. Raises IntegrityError where the equation
    does not hold.
    """
    for file in manifest.files:
        kind = file.file.removesuffix("_small")
        [(loaded, orphans)] = bench.rows(sql("lake/sql", f"account_{kind}"))
        account = FileAccount(
            file.file,
            file.read,
            loaded,
            file.duplicates,
            orphans,
            file.blank,
            file.repaired,
            file.rejected,
            file.seconds,
        )
        found = loaded + account.duplicates + orphans + account.blank + account.rejected
        if found != account.read:
            raise IntegrityError(
                f"{manifest.label}: of {file.file}, {account.read:,} rows were read, but "
                f"{loaded:,} loaded, {account.duplicates:,} duplicates, {orphans:,} orphans, "
                f"{account.blank:,} blank and {account.rejected:,} rejected make {found:,}; "
                "nothing was published"
            )
        yield account
