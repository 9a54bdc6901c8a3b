"""What an ingest ends with: for each file, where its rows went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.output import grid
from reelhouse.output.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.house import IngestSummary

COUNTS = ("read", "loaded", "duplicates", "orphans", "blank", "repaired", "rejected")


def lines(summary: IngestSummary) -> Iterator[str]:
    """The summary for people."""
    known = " (already in the lake)" if summary.already_in_lake else ""
    yield f"Delivery {summary.label} from {summary.source}{known}"
    yield ""
    numbers = [grid.Column(name, right=True) for name in (*COUNTS, "seconds")]
    rows = [
        [
            account.file,
            *(readable(getattr(account, name)) for name in COUNTS),
            f"{account.seconds:.1f}",
        ]
        for account in summary.files
    ]
    columns = grid.measured([grid.Column("file"), *numbers], rows)
    yield from grid.header(columns)
    yield from grid.lines(columns, rows)
    yield ""
    if summary.absent:
        yield f"not delivered: {', '.join(summary.absent)}"
    for note in summary.notes:
        yield f"note: {note}"
    yield f"done in {summary.seconds:.1f} s"


def as_json(summary: IngestSummary) -> str:
    """The summary for programs."""
    import json
    from dataclasses import asdict

    return json.dumps(asdict(summary), indent=2, ensure_ascii=False) + "\n"
