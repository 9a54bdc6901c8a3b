"""The past: what a warehouse would answer as of an earlier delivery, straight from the lake."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reelhouse.lake.manifest import state_ids
from reelhouse.lake.state import create_state
from reelhouse.warehouse.build import make_marts
from reelhouse.warehouse.duckdb import DuckDBReader
from reelhouse.warehouse.ledger import write_ledger
from reelhouse.warehouse.mirror import show_warehouse
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest


class PastWarehouse(DuckDBReader):
    """Answers the reports as of the last of these deliveries.

    `manifests` are all deliveries up to it, the oldest first. Only the steps to the marts are
    computed; the model is read from the lake as it is asked for.
    """

    def __init__(self, lake: Lake, manifests: Sequence[Manifest]) -> None:
        self._spill = TemporaryDirectory(prefix="reelhouse-")
        self._bench = Workbench(Path(self._spill.name))
        create_state(self._bench, lake, manifests)
        show_warehouse(self._bench)
        nothing = {each.label: () for each in manifests}
        write_ledger(self._bench, manifests, state_ids(manifests), nothing)
        make_marts(self._bench)
        super().__init__(self._bench.connection, f"the state as of {manifests[-1].label}")

    def close(self) -> None:
        """Forget it."""
        self._bench.close()
        self._spill.cleanup()
