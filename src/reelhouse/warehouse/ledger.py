"""The ledger: which delivery the state is of, and where its rows went."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.lake.account import FileAccount
    from reelhouse.lake.manifest import Manifest
    from reelhouse.workbench import Workbench


def record(
    bench: Workbench, manifest: Manifest, accounts: Sequence[FileAccount], seconds: float
) -> None:
    """Write a delivery and the accounts of its files; `seconds` is what the load took so far."""
    delivery = {
        "label": manifest.label,
        "source": manifest.source,
        "content_hash": manifest.content_hash,
        "mode": manifest.mode,
        "rules_version": manifest.rules_version,
        "loaded_at": datetime.fromisoformat(manifest.cleaned_at),
        "seconds": round(seconds, 3),
    }
    files = [
        {
            "label": manifest.label,
            "file": each.file,
            "rows_read": each.read,
            "rows_loaded": each.loaded,
            "rows_duplicate": each.duplicates,
            "rows_orphan": each.orphans,
            "rows_blank": each.blank,
            "rows_rejected": each.rejected,
            "rows_repaired": each.repaired,
            "seconds": round(each.seconds, 3),
        }
        for each in accounts
    ]
    bench.insert("reelhouse.delivery", pa.Table.from_pylist([delivery]))
    bench.insert("reelhouse.file_account", pa.Table.from_pylist(files))
