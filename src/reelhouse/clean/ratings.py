"""Ratings: most of a delivery, so they go from CSV to Parquet in one stream."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reelhouse.clean.duplicates import log_lost
from reelhouse.clean.parquet import write_parquet
from reelhouse.clean.staging import Staged, stage
from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.clean.quarantine import Quarantine
    from reelhouse.progress import Progress
    from reelhouse.source import SourceFile
    from reelhouse.workbench import Workbench

_SQL = "clean/sql"


def clean_ratings(
    bench: Workbench,
    file: SourceFile,
    directory: Path,
    quarantine: Quarantine,
    progress: Progress,
) -> tuple[Staged, int, int]:
    """Write rating.parquet; gives what was read, how many rows were kept, how many came again.

    Ratings are delivered in the order of their keys. While they are, and nothing had to be
    recovered, the first stream is the result; otherwise the file is read again, with its lines.
    """
    target = directory / "rating.parquet"
    plain = sql(_SQL, "stage_ratings")
    parts = [directory / "rating.part0.parquet", directory / "rating.part1.parquet"]
    staged = stage(bench, file, progress, partial(_into_parquet, bench, plain, parts))
    if not parts[1].exists() and _in_order(bench, parts[0]):
        parts[0].replace(target)
        quarantine.add(staged.entries)
        return staged, staged.rows, 0
    with_lines = sql(_SQL, "stage_ratings_with_lines")
    staged = stage(bench, file, progress, partial(_into_parquet, bench, with_lines, parts))
    quarantine.add(staged.entries)
    read_back = ", ".join(quoted(part) for part in parts if part.exists())
    bench.run(sql(_SQL, "ratings_repeated", parts=read_back))
    log_lost(bench, staged, quarantine)
    write_parquet(bench, sql(_SQL, "ratings_once", parts=read_back), target, are_numbers=True)
    for part in parts:
        part.unlink(missing_ok=True)
    lost = bench.value("select count(*) from lost")
    return staged, staged.rows - lost, lost


def _into_parquet(bench: Workbench, query: str, parts: list[Path], number: int) -> None:
    if number == 0:
        for part in parts:
            part.unlink(missing_ok=True)
    write_parquet(bench, query, parts[number], are_numbers=True)


def _in_order(bench: Workbench, part: Path) -> bool:
    return bench.value(sql(_SQL, "ratings_out_of_order", parts=quoted(part))) == 0
