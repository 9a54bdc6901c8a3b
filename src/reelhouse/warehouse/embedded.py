"""The embedded warehouse as it is written: a DuckDB file, replaced in one step."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import WarehouseError
from reelhouse.lock import writing
from reelhouse.resources import quoted
from reelhouse.warehouse import build
from reelhouse.warehouse.duckdb import DuckDBWarehouse, damage_told
from reelhouse.warehouse.file import make_room, replacing, require_ours, sweep
from reelhouse.warehouse.ledger import read_ledger
from reelhouse.workbench import storage_errors_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reelhouse.lake.changes import TableChanges
    from reelhouse.lake.lake import Lake
    from reelhouse.warehouse.ledger import Ledger
    from reelhouse.warehouse.plan import Plan
    from reelhouse.workbench import Workbench


class DuckDBTarget:
    """A warehouse file that is brought up to date: see `Target`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def writing(self, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
        """Hold the lock beside the file."""
        make_room(self._path)
        require_ours(self._path)
        with (
            storage_errors_told(self._path.parent),
            writing(self._path, wait, tell),
            damage_told(str(self._path)),
        ):
            sweep(self._path)
            yield

    def ledger(self, *, anew: bool) -> Ledger | None:
        """Read it from the file; WarehouseError where that is somebody else's database."""
        if not self._path.exists():
            return None
        try:
            with closing(DuckDBWarehouse(self._path)) as warehouse:
                if warehouse.columns:
                    return read_ledger(warehouse) if warehouse.is_of_this_version else None
        except WarehouseError:
            if anew:
                return None
            raise
        raise WarehouseError(
            f"{self._path}: is a database without Reelhouse's tables, and is not replaced; give "
            "another file with --warehouse"
        )

    @contextmanager
    def before(self, bench: Workbench, lake: Lake, plan: Plan) -> Iterator[str | None]:  # noqa: ARG002 the file has it all
        """Attach the file."""
        bench.run(f"attach {quoted(self._path)} as was (read_only)")
        yield "was.movies"
        bench.run("detach was")

    @contextmanager
    def publishing(
        self,
        bench: Workbench,
        lake: Lake,  # noqa: ARG002 as Target has it
        plan: Plan,  # noqa: ARG002 as Target has it
        *,
        in_place: bool,
    ) -> Iterator[None]:
        """Work on a file beside it, which takes its place."""
        with replacing(bench, self._path, copied=in_place):
            yield

    def fill(
        self, bench: Workbench, changes: tuple[TableChanges, ...], *, in_place: bool
    ) -> tuple[TableChanges, ...]:
        """Change the copied tables, or make them."""
        if in_place:
            build.change_model(bench, changes)
            return changes
        return build.build_model(bench)

    def check(self, bench: Workbench, *, in_place: bool) -> None:
        """Run every check: the engine is told of no keys."""
        bench.run("use warehouse")
        build.require_integrity(bench, ratings_changed_only=in_place)
