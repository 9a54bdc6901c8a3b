"""What a house is asked: everything that reads, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from reelhouse.errors import NoWarehouseError
from reelhouse.lake import open_lake
from reelhouse.warehouse.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pyarrow as pa

    from reelhouse.entities.entity import Entity
    from reelhouse.entities.listing import Listing
    from reelhouse.reports.result import Report
    from reelhouse.settings import Settings
    from reelhouse.warehouse.base import SharedWarehouse
    from reelhouse.warehouse.integrity import CheckResult
    from reelhouse.warehouse.ledger import Standing


class Questions:
    """A lake and the warehouse that is kept from it, as they are read.

    `tell` hears, in a sentence, of what a user should know while it is going on; `warehouse` is
    the one that the settings name, where it is open already.
    """

    def __init__(
        self,
        settings: Settings,
        tell: Callable[[str], None] = lambda _: None,
        warehouse: SharedWarehouse | None = None,
    ) -> None:
        self._settings = settings
        self._lake = open_lake(settings)
        self._tell = tell
        self._opened = Opened(settings, self._lake, warehouse)

    def report(self, name: str, *, as_of: str | None = None, **filters: object) -> Report:
        """The answer of a report: rows, Arrow, a DataFrame, and the scope that goes with it.

        With `as_of` it is what that delivery and the ones before it say, asked of the lake.
        Raises UsageError where there is no such report, filter, value or delivery, and
        WarehouseError where nothing was ingested yet.
        """
        from reelhouse.reports.query import run

        return run(self._opened.as_of(as_of), name, **filters)

    def compared(self, name: str, *, as_of: str | None = None, **filters: object) -> Report:
        """The answer of a report in which each figure stands beside others.

        Further columns are `place` (among all of its year), `share` (percent of its year) and
        `before` (the figure of the year before), where the report has them. Errors as of `report`.
        """
        from reelhouse.reports.comparing import compared
        from reelhouse.reports.query import answer

        return answer(self._opened.as_of(as_of), compared(name), filters)

    def genres(self) -> list[tuple[str, int]]:
        """The genres that reports know, by name, with their TMDB ids."""
        from reelhouse.reports.lookup import known

        return known(self._opened.current, "genre")

    def years(self) -> pa.Table:
        """What the films of each year cost and took, each film counted once; see `read_years`."""
        from reelhouse.reports.years import read_years

        return read_years(self._opened.current)

    def find(self, kind: str, **filters: object) -> Listing:
        """Movies, companies, genres or people, by words of their names and by other filters.

        `kind` is one of these words. Raises UsageError where there is no such filter or value,
        NotFoundError where a company, genre or person that a filter names does not exist.
        """
        from reelhouse.entities.listing import find

        return find(self._opened.current, kind, **filters)

    def entity(self, kind: str, identity: int) -> Entity:
        """One movie, company, genre or person, with everything that hangs on it.

        Raises NotFoundError where there is none of that TMDB id.
        """
        from reelhouse.entities.entity import look_up

        return look_up(self._opened.current, kind, identity)

    @property
    def standing(self) -> Standing:
        """The state that the warehouse is in, and its newest delivery."""
        from reelhouse.warehouse.ledger import read_standing

        return read_standing(self._opened.current)

    @property
    def version(self) -> Hashable:
        """What is another one when a load has published; cheap to ask, for one who waits for it."""
        return self._opened.version

    def state_as_of(self, label: str) -> str:
        """Id of the state as of a delivery, as the lake has it; NotFoundError where it has none."""
        from reelhouse.lake.lake import deliveries
        from reelhouse.lake.manifest import state_ids

        return state_ids(deliveries(self._lake, label))[-1]

    def fork(self) -> Self:
        """The same house with the same state of the warehouse, for another thread.

        It is to be closed before this one is.
        """
        return type(self)(self._settings, self._tell, self._opened.current.fork())

    def have_marts_at_hand(self) -> None:
        """Make later questions cheap, those of other forks too, for a while of work now."""
        self._opened.current.have_marts_at_hand()

    def interrupt(self) -> None:
        """End the query over the warehouse that goes on, if there is one, in StoppedError."""
        self._opened.interrupt()

    def rejects(self, drop: str | None = None) -> pa.Table:
        """What a delivery, by default the newest, did not load as delivered.

        Of one that was refused, what it was refused for. Columns: file, line, column, reason,
        action, raw, detail; by file and line.
        """
        from reelhouse.lake.rejects import rejects

        return rejects(self._lake, drop or self.newest)

    def changes(self, drop: str | None = None, table: str | None = None) -> pa.Table:
        """What a delivery, by default the newest, changed.

        Without a `table` how many rows of each were inserted, updated and deleted; with one its
        rows, an updated one with each value before and after.
        """
        from reelhouse.lake.delivered import delivered_changes
        from reelhouse.lake.lake import deliveries

        return delivered_changes(self._lake, deliveries(self._lake, drop), table)

    def drops(self) -> pa.Table:
        """The ledger: every delivery that ever came, with what became of it, by label."""
        from reelhouse.lake.drops import drops
        from reelhouse.warehouse.ledger import published_states

        try:
            states = published_states(self._opened.current)
        except NoWarehouseError:
            states = frozenset()
        return drops(self._lake, states)

    @property
    def newest(self) -> str:
        """Label of the newest delivery in the lake; LakeError where there is none."""
        from reelhouse.lake.lake import deliveries

        return deliveries(self._lake, None)[-1].label

    def check(self) -> list[CheckResult]:
        """Every integrity check over the current state, with the number of violations."""
        from reelhouse.warehouse.integrity import run_checks

        warehouse = self._opened.current
        return list(
            run_checks(
                lambda query: [(*row.values(),) for row in warehouse.query(query).to_pylist()]
            )
        )

    def close(self) -> None:
        """Let go of the warehouse."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
