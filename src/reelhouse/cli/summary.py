"""What an ingest ends with: for each file, where its rows went."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from reelhouse.output import grid
from reelhouse.output.text import count, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.summary import BackfillSummary, IngestSummary
    from reelhouse.warehouse.publisher import Publication

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
    yield publication_line(summary.publication)
    yield f"done in {summary.seconds:.1f} s"


def publication_line(publication: Publication) -> str:
    """What the warehouse was told of, in a line."""
    if publication.method == "none":
        return f"the warehouse is up to date, as of {publication.as_of}"
    if publication.method == "built":
        return f"the warehouse was built, as of {publication.as_of}"
    inserted, updated, deleted = (
        sum(getattr(each, kind) for each in publication.changes)
        for kind in ("inserted", "updated", "deleted")
    )
    if not inserted + updated + deleted:
        return f"the warehouse is as of {publication.as_of}; no row of it changed"
    return (
        f"the warehouse was changed, as of {publication.as_of}: {count(inserted, 'row')} "
        f"inserted, {updated:,} updated, {deleted:,} deleted"
    )


def as_json(summary: IngestSummary) -> str:
    """The summary for programs."""
    told = asdict(summary)
    told["publication"] = _publication(summary.publication)
    return _json(told)


def backfill_lines(summary: BackfillSummary) -> Iterator[str]:
    """What became of many deliveries, for people."""
    failed = sum(each.error is not None for each in summary.deliveries)
    known = sum(each.already_in_lake for each in summary.deliveries)
    cleaned = len(summary.deliveries) - failed - known
    total = count(len(summary.deliveries), "delivery", "deliveries")
    yield f"{total}: {cleaned} cleaned, {known} in the lake already, {failed} failed"
    if summary.publication is not None:
        yield publication_line(summary.publication)
    yield f"done in {summary.seconds:.1f} s"


def backfill_as_json(summary: BackfillSummary) -> str:
    """What became of many deliveries, for programs."""
    deliveries = [
        asdict(each) | {"error": str(each.error) if each.error else None}
        for each in summary.deliveries
    ]
    published = _publication(summary.publication) if summary.publication else None
    return _json({"deliveries": deliveries, "publication": published, "seconds": summary.seconds})


def _publication(publication: Publication) -> dict[str, object]:
    told = asdict(publication)
    del told["accounts"]
    return told


def _json(told: dict[str, object]) -> str:
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
