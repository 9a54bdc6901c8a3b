"""What a delivery did not load as delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from reelhouse.clean.cleaner import QUARANTINE_FILE
from reelhouse.errors import LakeError
from reelhouse.lake.lake import no_delivery

if TYPE_CHECKING:
    import pyarrow as pa

    from reelhouse.lake.lake import Lake


def rejects(lake: Lake, label: str) -> pa.Table:
    """The quarantine of a delivery; of one that was refused, what it was refused for.

    Columns: file, line, column, reason, action, raw, detail; by file and line. Raises
    NotFoundError where there is no delivery of that label.
    """
    refused = [each for each in lake.refused() if each.label == label]
    manifest = lake.manifest(label) or (refused[-1] if refused else None)
    if manifest is None:
        raise no_delivery(label, lake.manifests())
    path = lake.local(manifest.folder, [QUARANTINE_FILE]) / QUARANTINE_FILE
    try:
        return pq.read_table(path)
    except (OSError, ValueError) as error:
        raise LakeError(f"{path}: cannot be read: {error}") from error
