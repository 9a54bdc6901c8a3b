"""What Reelhouse needs of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reelhouse.reports.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from contextlib import AbstractContextManager

    from reelhouse.lake.changes import TableChanges
    from reelhouse.lake.lake import Lake
    from reelhouse.warehouse.ledger import Ledger
    from reelhouse.warehouse.plan import Plan
    from reelhouse.workbench import Workbench


class Warehouse(Reader, Protocol):
    """A database that holds the current state and answers the reports."""

    def close(self) -> None:
        """Let go of the database."""


class SharedWarehouse(Warehouse, Protocol):
    """A warehouse that several threads can read, each by a fork of its own."""

    def fork(self) -> SharedWarehouse:
        """The same warehouse for another thread; to be closed before this one is."""

    def interrupt(self) -> None:
        """End the query that goes on, if there is one; to be called from another thread."""

    def have_marts_at_hand(self) -> None:
        """Compute now what would be computed for each question; forks have it too.

        For one who is asked a lot. It takes a while, in which forks answer as they did.
        """


class Watch(Protocol):
    """One that waits for loads."""

    @property
    def version(self) -> Hashable:
        """What is another one when a load has published; WarehouseError where there is none."""

    def close(self) -> None:
        """Wait no longer."""


class Target(Protocol):
    """A database that is brought up to date; the steps of a publication, in their order."""

    def writing(self, wait: float, tell: Callable[[str], None]) -> AbstractContextManager[None]:
        """Be the one that writes it, and sweep what others left that died.

        `tell` hears of a wait; LockedError where `wait` seconds were too short.
        """

    def ledger(self, *, anew: bool) -> Ledger | None:
        """What it says of itself; None where it has to be built, since there is none of ours.

        WarehouseError where it cannot be read, unless it is to be made `anew`.
        """

    def before(
        self, bench: Workbench, lake: Lake, plan: Plan
    ) -> AbstractContextManager[str | None]:
        """The schema of the workbench in which the model's tables are as it holds them.

        None where they cannot be had, so that it has to be built anew.
        """

    def publishing(
        self, bench: Workbench, lake: Lake, plan: Plan, *, in_place: bool
    ) -> AbstractContextManager[None]:
        """A block in which the workbench's current database, `warehouse`, is what it will be.

        What the block writes there is seen by readers when it has ended well, all of it at once;
        otherwise nothing of it is left. With `in_place` the model, the ledger and the history are
        there as they are now; otherwise there are no tables at all.
        """

    def fill(
        self, bench: Workbench, changes: tuple[TableChanges, ...], *, in_place: bool
    ) -> tuple[TableChanges, ...]:
        """Bring the model of `warehouse` to `memory.state`; gives what that took.

        With `in_place` by the rows in `change.X`, otherwise by making all tables.
        """

    def check(self, bench: Workbench, *, in_place: bool) -> None:
        """Raise IntegrityError where something does not hold over `warehouse`.

        It runs in a lane of its own, beside the making of the marts.
        """
