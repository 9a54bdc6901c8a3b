"""From the lake to the warehouse: the state that follows from all deliveries, or nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reelhouse.beside import beside
from reelhouse.errors import TransientError
from reelhouse.lake.account import accounts
from reelhouse.lake.changes import find_changes
from reelhouse.lake.delivered import keep
from reelhouse.lake.history import extend_history
from reelhouse.lake.label import listed
from reelhouse.lake.lake import deliveries
from reelhouse.lake.state import STATE_TABLES, create_state, keep_computed
from reelhouse.schema import load_schema
from reelhouse.warehouse import build
from reelhouse.warehouse.ledger import (
    BUILT,
    CHANGED,
    write_earlier,
    write_ledger,
    write_publication,
    write_rejects,
)
from reelhouse.warehouse.plan import Plan
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reelhouse.lake.account import FileAccount
    from reelhouse.lake.changes import TableChanges
    from reelhouse.lake.lake import Lake
    from reelhouse.progress import Progress, Stage
    from reelhouse.warehouse.base import Target
    from reelhouse.warehouse.ledger import Ledger

_PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before what a server gave up is tried again."""


@dataclass(frozen=True)
class Publication:
    """What bringing a warehouse up to date came to.

    `accounts` are those of all deliveries, by label; `published` are the labels that were new to
    the warehouse, or came again; `method` is `built`, `changed`, or `none` where it was up to
    date; `changes` are the rows that it was told of, table by table.
    """

    as_of: str
    accounts: Mapping[str, tuple[FileAccount, ...]]
    published: tuple[str, ...] = ()
    method: str = "none"
    changes: tuple[TableChanges, ...] = ()
    seconds: float = field(default=0.0, compare=False)


class Publisher:
    """Brings one warehouse up to date with a lake; `tell` hears of a wait for others."""

    def __init__(
        self,
        lake: Lake,
        target: Target,
        progress: Progress,
        wait: float,
        tell: Callable[[str], None],
    ) -> None:
        self._lake = lake
        self._target = target
        self._progress = progress
        self._wait = wait
        self._tell = tell

    def publish(self, *, as_of: str | None = None, anew: bool = False) -> Publication:
        """Bring the warehouse to the state that follows from the lake's deliveries.

        With `as_of` from those up to that label. `anew` builds it whatever is there. Raises
        LakeError where there is no delivery, LockedError where another load goes on writing for
        longer than `wait` seconds, IntegrityError where a check does not hold; the warehouse is
        then as it was. What a server gave up, it is asked again, a few times: TransientError where
        that does not help.
        """
        for seconds in _PAUSES:
            try:
                return self._publish(as_of, anew=anew)
            except TransientError as error:
                self._tell(f"{error}\ntrying again in {seconds:g} seconds")
                time.sleep(seconds)
        return self._publish(as_of, anew=anew)

    def _publish(self, as_of: str | None, *, anew: bool) -> Publication:
        began, now = time.monotonic(), datetime.now(UTC)
        with self._target.writing(self._wait, self._tell):
            manifests = deliveries(self._lake, as_of)
            # Staging is swept by whoever uses it: also where nothing is left to be done.
            with self._lake.staging("publication") as folder:
                known = self._target.ledger(anew=anew)
                plan = Plan.of(manifests, None if anew else known)
                if plan.known and plan.is_done:
                    return Publication(manifests[-1].label, plan.known.accounts)
                with Workbench(folder / "spill") as bench:
                    work = _Work(bench, self._lake, self._target, self._progress, plan, known)
                    return work.run(folder, now, began)


class _Work:
    """One publication at work."""

    def __init__(
        self,
        bench: Workbench,
        lake: Lake,
        target: Target,
        progress: Progress,
        plan: Plan,
        was: Ledger | None,
    ) -> None:
        self._bench = bench
        self._lake = lake
        self._target = target
        self._progress = progress
        self._plan = plan
        self._was = was

    def run(self, folder: Path, now: datetime, began: float) -> Publication:
        """Do it; everything before `publishing` only reads."""
        found = self._accounts()
        create_state(self._bench, self._lake, self._plan.manifests)
        changes, rows_before = self._changes()
        if self._plan.is_next and rows_before:
            before, after = self._plan.state_ids[-2:]
            keep(self._lake, self._bench, changes, (before, after), folder / "changes")
        known = self._plan.known
        changed = sum(each.rows for each in changes) + (known.rows_changed if known else 0)
        in_place = 2 * changed < rows_before  # beyond that building it anew is less work
        target = self._target
        with target.publishing(self._bench, self._lake, self._plan, in_place=in_place):
            stage = self._progress.start("warehouse", "publish", None)
            took = target.fill(self._bench, changes, in_place=in_place)
            self._write_ledger(found, in_place=in_place)
            done = Publication(
                self._plan.manifests[-1].label,
                found,
                tuple(each.label for each in self._plan.added),
                CHANGED if in_place else BUILT,
                changes or took,
                time.monotonic() - began,
            )
            self._write_publication(done, now)
            stage.finish()
            self._finish(in_place=in_place)
        return done

    def _accounts(self) -> dict[str, tuple[FileAccount, ...]]:
        plan = self._plan
        found: dict[str, tuple[FileAccount, ...]] = {}
        for number, each in enumerate(plan.manifests):
            if plan.known and number < plan.kept:
                found[each.label] = plan.known.accounts[each.label]
            else:
                found[each.label] = accounts(self._bench, self._lake, plan.manifests[: number + 1])
        return found

    def _changes(self) -> tuple[tuple[TableChanges, ...], int]:
        """What the warehouse has to be told of, and how many rows it has now."""
        if self._plan.known is None:
            return (), 0
        stage = self._progress.start("warehouse", "compare", None)
        with self._target.before(self._bench, self._lake, self._plan) as before:
            found = self._compare(before) if before else ((), 0)
        stage.finish()
        return found

    def _compare(self, before: str) -> tuple[tuple[TableChanges, ...], int]:
        bench, schema = self._bench, load_schema()
        keep_computed(bench, "memory")
        changes, rows = [], 0
        for table in STATE_TABLES:
            definition = schema.table(f"movies.{table}")
            changes.append(find_changes(bench, definition, before, "memory.state"))
            rows += bench.value(f"select count(*) from {before}.{table}")
        return tuple(changes), rows

    def _write_ledger(
        self, found: Mapping[str, tuple[FileAccount, ...]], *, in_place: bool
    ) -> None:
        plan, bench = self._plan, self._bench
        kept = plan.kept if in_place else 0
        labels = [each.label for each in plan.manifests[:kept]]
        others = f"(label in ({listed(labels)})) is not true"
        bench.run(f"delete from movies.movie_history where {others}")
        write_ledger(bench, plan.manifests, plan.state_ids, found)
        write_rejects(bench, self._lake, labels, plan.manifests[kept:])
        history = "warehouse.movies.movie_history"
        extend_history(bench, self._lake, history, labels, plan.manifests[kept:])

    def _write_publication(self, done: Publication, now: datetime) -> None:
        if self._was and done.method == BUILT:
            write_earlier(self._bench, self._was)
        write_publication(
            self._bench,
            done.changes,
            published_at=now,
            as_of=done.as_of,
            state_id=self._plan.state_ids[-1],
            deliveries=len(done.published),
            method=done.method,
            seconds=round(done.seconds, 3),
        )

    def _finish(self, *, in_place: bool) -> None:
        """Make the marts, and check the model beside that, which needs none of them."""
        marts = self._progress.start("warehouse", "marts", None)
        check = self._progress.start("warehouse", "check", None)
        with beside(self._bench, lambda lane: self._check(lane, check, in_place=in_place)) as done:
            # One core is enough to compress what is filled, and the first check needs the other.
            self._bench.run("checkpoint warehouse")
            build.make_marts(self._bench)
            marts.finish()
            done()

    def _check(self, bench: Workbench, stage: Stage, *, in_place: bool) -> None:
        self._target.check(bench, in_place=in_place)
        stage.finish()
