"""Cleans a whole delivery into a folder of Parquet tables, and judges how damaged it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.clean.files import prepare, write_empty_tables
from reelhouse.clean.parquet import write_parquet
from reelhouse.clean.quarantine import Quarantine
from reelhouse.clean.together import Together
from reelhouse.errors import RejectRateError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from reelhouse.clean.account import CleanedFile
    from reelhouse.progress import Progress
    from reelhouse.source import Delivery
    from reelhouse.workbench import Workbench

RULES_VERSION = 2
"""Version of the cleaning rules; another one can clean the same delivery otherwise."""

QUARANTINE_FILE = "quarantine.parquet"
_EXAMPLES = 3
_EXAMPLE_LENGTH = 120


@dataclass(frozen=True)
class Reused:
    """A file that was cleaned before, with the quarantine of the delivery that it came in."""

    file: CleanedFile
    quarantine: Path


@dataclass(frozen=True)
class Cleaned:
    """A delivery as it lies in its folder, cleaned."""

    files: tuple[CleanedFile, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks on files that were readable in an unusual way."""
        return tuple(note for file in self.files for note in file.notes)


def clean(
    bench: Workbench,
    delivery: Delivery,
    directory: Path,
    progress: Progress,
    reused: Mapping[str, Reused],
) -> Cleaned:
    """Write each table that the delivery tells of, and its quarantine, into the directory.

    Files in `reused` are not read: what became of them is known, and their tables lie elsewhere.
    Raises DeliveryError where a file cannot be read as one of a delivery.
    """
    prepare(bench)
    quarantine = Quarantine(bench)
    for name, each in reused.items():
        quarantine.take_over(name, each.quarantine)
    fresh = [file for file in delivery.files if file.name not in reused]
    together = Together(fresh, directory, progress)
    found = {each.file: each for each in together.clean(bench)}
    found |= {name: each.file for name, each in reused.items()}
    for name in delivery.absent:
        write_empty_tables(bench, name, directory)
    # Ordered by all of it, since entries of files that are cleaned at once come in any order.
    query = 'from quarantine order by file, line, "column", reason, action, raw, detail'
    write_parquet(bench, query, directory / QUARANTINE_FILE)
    return Cleaned(tuple(found[file.name] for file in delivery.files))


def judge(bench: Workbench, files: tuple[CleanedFile, ...], limit: Decimal) -> None:
    """Raise RejectRateError where too much of a delivery was damaged, after it was cleaned.

    That is where more than `limit` of a file's rows are rejected, or of a column's values nulled
    as damaged.
    """
    for file in files:
        counts = bench.rows(
            """
            select if(action = 'rejected', null, "column"), action, count(*)
            from quarantine
            where file = $file and action in ('rejected', 'nulled')
            group by all
            order by all
            """,
            {"file": file.file},
        )
        for column, action, count in counts:
            if count > limit * file.read:
                raise RejectRateError(_verdict(bench, file, column, action, count, limit))


def _verdict(
    bench: Workbench,
    file: CleanedFile,
    column: str | None,
    action: str,
    count: int,
    limit: Decimal,
) -> str:
    examples = bench.rows(
        """
        select line, reason, raw
        from quarantine
        where file = $file and action = $action and ($column is null or "column" = $column)
        order by line
        limit $count
        """,
        {"file": file.file, "action": action, "column": column, "count": _EXAMPLES},
    )
    what = "rows were rejected" if column is None else f"values of {column} are damaged"
    shown = "\n".join(
        f"  line {line}: {reason}: {' '.join((raw or '').split())[:_EXAMPLE_LENGTH]}"
        for line, reason, raw in examples
    )
    return (
        f"{file.file}: {count:,} of {file.read:,} {what}, more than {limit:%} "
        f"(--max-reject-rate); the delivery was refused. For example:\n{shown}\n"
        "Have the file sent again, or allow a higher rate."
    )
