"""The embedded warehouse: one DuckDB file, replaced as a whole with every load."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import IntegrityError, WarehouseError
from reelhouse.files import flush, is_alive
from reelhouse.resources import quoted, sql
from reelhouse.warehouse.integrity import run_checks
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from reelhouse.progress import Progress
    from reelhouse.warehouse.integrity import CheckResult
    from reelhouse.workbench import Workbench

_PLACEHOLDER = re.compile(r"(?<!:):([a-z_]+)")


class DuckDBWarehouse:
    """A warehouse file, open for reading.

    It stays as it was when it was opened: a load puts another file in its place. Raises
    WarehouseError where the file is not there or is no warehouse.
    """

    def __init__(self, path: Path) -> None:
        import duckdb

        self._path = path
        if not path.exists():
            raise WarehouseError(f"{path}: there is no warehouse yet; `reelhouse ingest` makes it")
        # Attached rather than connected to: DuckDB would hand out a file that this process has
        # open already, though another one has taken its place.
        self._connection = duckdb.connect()
        try:
            self._connection.execute(f"attach {quoted(path)} as warehouse (read_only)")
        except duckdb.Error as error:
            self._connection.close()
            raise WarehouseError(f"{path}: cannot be opened: {error}") from error
        self._connection.execute("use warehouse; set TimeZone = 'UTC'")
        self._connection.execute(sql("warehouse/macros", "duckdb"))

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query: see `Warehouse`."""
        import duckdb

        given = parameters or {}
        named = {name: given[name] for name in _PLACEHOLDER.findall(sql)}
        text = _PLACEHOLDER.sub(r"$\1", sql)
        try:
            return self._connection.sql(text, params=named).to_arrow_table()
        except duckdb.IOException as error:
            raise WarehouseError(f"{self._path}: cannot be read: {error}") from error
        except duckdb.CatalogException as error:
            raise WarehouseError(
                f"{self._path}: is no warehouse of this version of Reelhouse: {error}"
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@contextmanager
def replacing(bench: Workbench, path: Path) -> Iterator[None]:
    """A new warehouse file, attached to the workbench as its current database.

    When the block ends well, the file takes the place of the one at `path` in one step, on disk
    before it is seen. Otherwise nothing of it is left. Raises WarehouseError where it cannot be
    at `path`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"{path.parent}: cannot be made: {error.strerror}") from error
    _sweep(path)
    building = path.with_name(f".{path.name}.{os.getpid()}.building")
    building.unlink(missing_ok=True)
    bench.run(f"attach {quoted(building)} as warehouse; use warehouse")
    try:
        try:
            yield
        finally:
            bench.run("use memory; detach warehouse")
        flush(building)
        try:
            building.replace(path)
        except OSError as error:
            raise WarehouseError(f"{path}: cannot be replaced: {error.strerror}") from error
        flush(path.parent)
    finally:
        building.unlink(missing_ok=True)
        building.with_name(building.name + ".wal").unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what loads that died were building beside the warehouse."""
    prefix = f".{path.name}."
    for each in path.parent.iterdir():
        process, _, rest = each.name.removeprefix(prefix).partition(".")
        is_building = each.name.startswith(prefix) and rest.startswith("building")
        if is_building and process.isdigit() and not is_alive(int(process)):
            each.unlink(missing_ok=True)


def build(
    bench: Workbench,
    tables: tuple[str, ...],
    record: Callable[[], None],
    progress: Progress,
) -> None:
    """Fill the current database: the model from `memory.state`, the ledger, the marts; check it.

    `record` writes the ledger, when the model is there. Raises IntegrityError where a check does
    not hold.
    """
    from reelhouse.schema import create_statements, load_schema

    stage = progress.start("warehouse", "publish", None)
    for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
        bench.run(statement)
    for table in tables:
        bench.run(f"insert into movies.{table} by name from memory.state.{table}")
        # What is made from this table is made from what was loaded, not computed again.
        bench.run(f"create or replace view memory.state.{table} as from warehouse.movies.{table}")
    record()
    stage.finish()
    stage = progress.start("warehouse", "marts", None)
    bench.run(sql("warehouse/macros", "duckdb"))
    bench.run("create schema reports")
    for mart in marts():
        bench.run(mart.statement)
    stage.finish()
    stage = progress.start("warehouse", "check", None)
    _require(run_checks(bench.value))
    stage.finish()


def _require(results: Iterator[CheckResult]) -> None:
    broken = [each for each in results if each.violations]
    if broken:
        lines = "\n".join(f"  {each.name}: {each.violations:,} violations" for each in broken)
        raise IntegrityError(f"nothing was published, since this does not hold:\n{lines}")
