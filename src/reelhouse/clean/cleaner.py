"""Cleans a whole delivery into a folder of Parquet tables, and judges how damaged it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.clean.beside import beside
from reelhouse.clean.files import clean_file, write_empty_tables
from reelhouse.clean.nested_items import create_macros
from reelhouse.clean.parquet import write_parquet
from reelhouse.clean.quarantine import Quarantine
from reelhouse.errors import RejectRateError
from reelhouse.resources import sql
from reelhouse.source.delivery import kind

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from reelhouse.clean.account import CleanedFile
    from reelhouse.progress import Progress
    from reelhouse.source import Delivery, SourceFile
    from reelhouse.workbench import Workbench

RULES_VERSION = 1
"""Version of the cleaning rules; another one can clean the same delivery otherwise."""

QUARANTINE_FILE = "quarantine.parquet"
_EXAMPLES = 3
_EXAMPLE_LENGTH = 120


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
    max_reject_rate: Decimal,
    progress: Progress,
) -> Cleaned:
    """Write each table that the delivery tells of, and its quarantine, into the directory.

    Raises DeliveryError where a file cannot be read as one of a delivery, and RejectRateError
    where more than `max_reject_rate` of a file's rows are rejected or of a column's values are
    damaged beyond use.
    """
    bench.run(sql("clean/sql", "macros"))
    create_macros(bench)
    files = _clean_files(bench, delivery, directory, progress)
    for name in delivery.absent:
        write_empty_tables(bench, name, directory)
    _judge(bench, files, max_reject_rate)
    # Ordered by all of it, since entries of files that are cleaned at once come in any order.
    query = 'from quarantine order by file, line, "column", reason, action, raw, detail'
    write_parquet(bench, query, directory / QUARANTINE_FILE)
    return Cleaned(files)


def _clean_files(
    bench: Workbench, delivery: Delivery, directory: Path, progress: Progress
) -> tuple[CleanedFile, ...]:
    """Clean the ratings, which need nothing of the others and are most of the work, beside them.

    Of several errors the one of the file that stands first is raised.
    """
    ratings = [file for file in delivery.files if kind(file.name) == "ratings"]
    others = [file for file in delivery.files if file not in ratings]
    quarantine = Quarantine(bench)

    def clean_all(
        bench: Workbench, files: list[SourceFile], quarantine: Quarantine
    ) -> tuple[CleanedFile, ...]:
        return tuple(clean_file(bench, file, directory, quarantine, progress) for file in files)

    with beside(bench, lambda lane: clean_all(lane, ratings, Quarantine(lane))) as cleaned_ratings:
        cleaned = clean_all(bench, others, quarantine)
        return cleaned + cleaned_ratings()


def _judge(bench: Workbench, files: tuple[CleanedFile, ...], limit: Decimal) -> None:
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
        f"(--max-reject-rate); nothing was published. For example:\n{shown}\n"
        "Have the file sent again, or allow a higher rate."
    )
