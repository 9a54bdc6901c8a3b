"""What is open of a warehouse, each thing from when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.lake.lake import deliveries

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reelhouse.lake.lake import Lake
    from reelhouse.settings import Settings
    from reelhouse.warehouse.base import SharedWarehouse, Warehouse, Watch


class Opened:
    """The warehouse that the settings name: as it is, as it was, and whether it is another one.

    `current` is the warehouse as it is, where somebody has opened it already.
    """

    def __init__(
        self, settings: Settings, lake: Lake, current: SharedWarehouse | None = None
    ) -> None:
        self._settings = settings
        self._lake = lake
        self._current = current
        self._watch: Watch | None = None
        self._past: dict[str, Warehouse] = {}

    @property
    def current(self) -> SharedWarehouse:
        """The warehouse as it is: see `open_warehouse`."""
        if self._current is None:
            from reelhouse.warehouse import open_warehouse

            self._current = open_warehouse(self._settings)
        return self._current

    def as_of(self, label: str | None) -> Warehouse:
        """The warehouse as of a delivery, asked of the lake; without a label as it is."""
        if label is None:
            return self.current
        if label not in self._past:
            from reelhouse.warehouse.past import PastWarehouse

            self._past[label] = PastWarehouse(self._lake, deliveries(self._lake, label))
        return self._past[label]

    @property
    def version(self) -> Hashable:
        """What is another one when a load has published."""
        if self._watch is None:
            from reelhouse.warehouse import open_watch

            self._watch = open_watch(self._settings)
        return self._watch.version

    def interrupt(self) -> None:
        """End the query over the warehouse as it is that goes on, if there is one."""
        if self._current is not None:
            self._current.interrupt()

    def close(self) -> None:
        """Let go of all of it; it can be asked for again."""
        for each in (*self._past.values(), self._current, self._watch):
            if each is not None:
                each.close()
        self._current = self._watch = None
        self._past = {}
