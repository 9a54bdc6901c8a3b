"""A warehouse on a server as it is written, whatever the server: all is computed here, and sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.lake.history import extend_history
from reelhouse.lake.state import create_state, keep_computed
from reelhouse.resources import sql
from reelhouse.warehouse import build
from reelhouse.warehouse.integrity import require_accounts
from reelhouse.warehouse.ledger import write_earlier, write_ledger
from reelhouse.warehouse.mirror import HISTORY, show_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.lake.changes import TableChanges
    from reelhouse.lake.lake import Lake
    from reelhouse.progress import Progress
    from reelhouse.warehouse.plan import Plan
    from reelhouse.workbench import Workbench


class SentTarget(ABC):
    """A database on a server that is brought up to date: the steps of `Target` that send nothing.

    The work is done in the workbench, where `workplace` is the folder that can be full; the server
    is sent rows. What it holds is not read: it follows from the lake, as its ledger tells.
    """

    def __init__(self, workplace: Path, progress: Progress) -> None:
        self._workplace = workplace
        self._progress = progress
        self._changes: tuple[TableChanges, ...] = ()

    @contextmanager
    def before(self, bench: Workbench, lake: Lake, plan: Plan) -> Iterator[str | None]:
        """Make the state that the ledger tells of from the lake, where it still can be."""
        manifests = plan.held(lake)
        if manifests is None:
            yield None
            return
        bench.run("attach ':memory:' as earlier; use earlier")
        create_state(bench, lake, manifests)
        keep_computed(bench, "earlier")
        show_warehouse(bench, "earlier")
        write_ledger(bench, manifests, plan.ids_held, {each.label: () for each in manifests})
        bench.run("use memory")
        yield "earlier.state"

    @contextmanager
    def publishing(
        self, bench: Workbench, lake: Lake, plan: Plan, *, in_place: bool
    ) -> Iterator[None]:
        """Show the workbench what will be; then send the server what it lacks."""
        bench.run("attach ':memory:' as warehouse; use warehouse")
        try:
            show_warehouse(bench)
            kept = [each.label for each in plan.manifests[: plan.kept]]
            if in_place and plan.known:
                write_earlier(bench, plan.known)
                if kept == list(plan.known.state_ids):
                    last = f"'{kept[-1]}'"
                    bench.run(sql("warehouse/sql", "history_goes_on", label=last))
                else:
                    extend_history(bench, lake, HISTORY, [], plan.manifests[: plan.kept])
            yield
            if in_place:
                bench.run("use earlier")
                build.make_marts(bench)
                bench.run("use warehouse")
            self._send(bench, kept if in_place else None)
        finally:
            bench.run("use memory; detach warehouse")

    def fill(
        self, bench: Workbench, changes: tuple[TableChanges, ...], *, in_place: bool
    ) -> tuple[TableChanges, ...]:
        """Nothing is filled: `warehouse` shows the state. Without changes it is computed now."""
        self._changes = changes
        if in_place:
            return changes
        if not changes:
            keep_computed(bench, "memory")
        return build.counted(bench)

    def check(self, bench: Workbench, *, in_place: bool) -> None:  # noqa: ARG002 as in Target
        """See to the accounts: the state, which follows from the lake, is not what was changed."""
        bench.run("use warehouse")
        require_accounts(bench.rows)

    @abstractmethod
    def _send(self, bench: Workbench, kept: list[str] | None) -> None:
        """Bring the server to what the workbench's `warehouse` shows, all at once.

        By the rows in `change.X` and what differs from the marts of `earlier`, where deliveries
        are `kept`: labels of those whose history stays as it is. Else by building it anew.
        """
