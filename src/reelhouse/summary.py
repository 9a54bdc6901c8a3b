"""What a load came to, as a house tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reelhouse.backfill import Cleaned
    from reelhouse.lake.account import FileAccount
    from reelhouse.warehouse.publisher import Publication


@dataclass(frozen=True)
class IngestSummary:
    """What became of a delivery.

    `absent` are files that it did not bring; `notes` are remarks on how files were readable;
    `already_in_lake` tells that it had been cleaned before; `publication` is what the warehouse
    was told of; `seconds` is the whole load.
    """

    label: str
    source: str
    content_hash: str
    files: tuple[FileAccount, ...]
    absent: tuple[str, ...]
    notes: tuple[str, ...]
    already_in_lake: bool
    publication: Publication
    seconds: float


@dataclass(frozen=True)
class BackfillSummary:
    """What became of many deliveries, by label; `publication` is None where none could be read."""

    deliveries: tuple[Cleaned, ...]
    publication: Publication | None
    seconds: float
