"""The deliveries that ever came, with what became of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from reelhouse.lake.label import age
from reelhouse.lake.manifest import state_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest

SCHEMA = pa.schema(
    [
        ("label", pa.string()),
        ("version", pa.int32()),
        ("mode", pa.string()),
        ("source", pa.string()),
        ("hash", pa.string()),
        ("rows", pa.int64()),
        ("rejects", pa.int64()),
        ("seconds", pa.decimal128(12, 3)),
        ("cleaned_at", pa.timestamp("us", "UTC")),
        ("outcome", pa.string()),
    ]
)


def drops(lake: Lake, published: Collection[str]) -> pa.Table:
    """Every delivery by label, as it came; `published` are the ids of the warehouse's states.

    The outcome is `published` (it is in the warehouse), `cleaned` (it is in the lake alone),
    `replaced` (by a later version), or `refused` and why. `rows` is what its files hold, `rejects`
    how many of them were rejected, `seconds` what cleaning took.
    """
    rows = list(_rows(lake, published))
    rows += [_row(each, each.outcome) for each in lake.refused()]
    rows.sort(key=lambda row: age(row["label"]))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _rows(lake: Lake, published: Collection[str]) -> Iterator[dict[str, Any]]:
    manifests = lake.manifests()
    for newest, state_id in zip(manifests, state_ids(manifests), strict=True):
        for each in lake.versions(newest.label)[:-1]:
            yield _row(each, "replaced")
        yield _row(newest, "published" if state_id in published else "cleaned")


def _row(manifest: Manifest, outcome: str) -> dict[str, Any]:
    return {
        "label": manifest.label,
        "version": manifest.version,
        "mode": manifest.mode,
        "source": manifest.source,
        "hash": manifest.content_hash[:12],
        "rows": sum(file.read for file in manifest.files),
        "rejects": sum(file.rejected for file in manifest.files),
        "seconds": Decimal(f"{manifest.seconds:.3f}"),
        "cleaned_at": datetime.fromisoformat(manifest.cleaned_at),
        "outcome": outcome,
    }
