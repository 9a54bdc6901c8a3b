"""Many deliveries at once: each cleaned in a process of its own, in any order."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from reelhouse.errors import ReelhouseError, UsageError
from reelhouse.progress import Silent, stage
from reelhouse.source import deliveries_in, open_delivery, suggested_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from reelhouse.intake import Terms
    from reelhouse.progress import Progress
    from reelhouse.settings import S3Settings, Settings


@dataclass(frozen=True)
class Cleaned:
    """What became of one delivery of a backfill; `error` is None where it is in the lake."""

    label: str
    source: str
    already_in_lake: bool
    rows: int
    seconds: float
    error: ReelhouseError | None = None


def find_deliveries(sources: Iterable[str | Path], s3: S3Settings) -> dict[str, str]:
    """The deliveries in these sources, by label.

    A source is a delivery, or a folder of deliveries: folders and zips whose names tell their
    months. Either can be on S3, which is reached as `s3` says, and where a prefix is a folder.
    Raises UsageError where a label is missing, or comes twice.
    """
    found: dict[str, str] = {}
    for source in (each for given in sources for each in deliveries_in(given, s3)):
        label = suggested_label(source)
        if label is None:
            raise UsageError(
                f"{source}: its name tells no month, such as 2026-11; rename it, or load it by "
                "itself with `reelhouse ingest --drop LABEL`"
            )
        if label in found:
            raise UsageError(f"{source}: is {label}, as is {found[label]}; give one of them")
        found[label] = source
    if not found:
        raise UsageError("there is no delivery in what was given")
    return found


def clean_all(
    found: dict[str, str], settings: Settings, terms: Terms, jobs: int
) -> Iterator[Cleaned]:
    """Clean deliveries into the lake, `jobs` at a time; each comes when it is done."""
    threads = max(1, (os.cpu_count() or 1) // jobs)
    context = get_context("spawn")
    with ProcessPoolExecutor(
        min(jobs, len(found)), mp_context=context, initializer=_end_with_parent
    ) as pool:
        try:
            tasks = {
                pool.submit(_clean, label, source, settings, terms, threads): (label, source)
                for label, source in found.items()
            }
            for task in as_completed(tasks):
                yield _outcome(task, *tasks[task])
        finally:
            pool.shutdown(cancel_futures=True)


def clean_found(
    found: dict[str, str],
    settings: Settings,
    terms: Terms,
    jobs: int,
    progress: Progress,
    done: Callable[[Cleaned], None],
) -> tuple[Cleaned, ...]:
    """What became of all of them, in the order of `found`; `done` hears of each when it is done."""
    cleaned: dict[str, Cleaned] = {}
    with stage(progress, "clean", "deliveries") as cleaning:
        for each in clean_all(found, settings, terms, jobs):
            done(each)
            cleaning.advance(0, 0 if each.already_in_lake else each.rows)
            cleaned[each.label] = each
    return tuple(cleaned[label] for label in found)


def _outcome(task: Future[Cleaned], label: str, source: str) -> Cleaned:
    """What a task came to; when a process is ended from outside, all that wait end with it."""
    try:
        return task.result()
    except BrokenProcessPool:
        error = ReelhouseError(
            f"{source}: was not cleaned, since a process of the backfill was ended from outside, "
            "as happens where memory is short; run it again, with fewer --jobs"
        )
        return Cleaned(label, source, already_in_lake=False, rows=0, seconds=0.0, error=error)


def _end_with_parent() -> None:
    """Have this process end when the one that started it does, however that ends."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _clean(label: str, source: str, settings: Settings, terms: Terms, threads: int) -> Cleaned:
    from reelhouse.intake import Intake
    from reelhouse.lake import open_lake

    began = time.monotonic()
    try:
        intake = Intake(open_lake(settings), Silent(), threads)
        delivery = open_delivery(source, settings.s3, is_partial=terms.is_delta)
        manifest, was_there = intake.take(delivery, label, terms)
    except ReelhouseError as error:
        seconds = time.monotonic() - began
        return Cleaned(label, source, already_in_lake=False, rows=0, seconds=seconds, error=error)
    rows = sum(file.read for file in manifest.files)
    return Cleaned(label, source, was_there, rows, time.monotonic() - began)
