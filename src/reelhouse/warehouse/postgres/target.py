"""The warehouse on PostgreSQL as it is written: one transaction a publication."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from reelhouse.errors import TransientError, WarehouseError
from reelhouse.lake.history import extend_history
from reelhouse.lake.state import create_state, keep_computed
from reelhouse.progress import stage
from reelhouse.resources import sql
from reelhouse.warehouse import build
from reelhouse.warehouse.integrity import require_accounts
from reelhouse.warehouse.ledger import read_ledger, write_earlier, write_ledger
from reelhouse.warehouse.mirror import HISTORY, show_warehouse
from reelhouse.warehouse.postgres import building, lock
from reelhouse.warehouse.postgres.changing import change
from reelhouse.warehouse.postgres.reader import PostgresReader
from reelhouse.warehouse.postgres.roles import grants, make_reader
from reelhouse.warehouse.postgres.server import Server
from reelhouse.warehouse.postgres.tables import SCHEMAS, fingerprint, is_ours
from reelhouse.workbench import storage_errors_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import psycopg

    from reelhouse.lake.changes import TableChanges
    from reelhouse.lake.lake import Lake
    from reelhouse.progress import Progress
    from reelhouse.warehouse.ledger import Ledger
    from reelhouse.warehouse.plan import Plan
    from reelhouse.workbench import Workbench


class PostgresTarget:
    """A database on a server that is brought up to date: see `Target`.

    The work is done in the workbench, where `workplace` is the folder that can be full; the server
    is sent rows. What it holds is not read: it follows from the lake, as its ledger tells.
    """

    def __init__(self, url: str, workplace: Path, progress: Progress) -> None:
        self._server = Server(url)
        self._workplace = workplace
        self._progress = progress
        self._connection: psycopg.Connection[Any] | None = None
        self._changes: tuple[TableChanges, ...] = ()

    @contextmanager
    def writing(self, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
        """Hold the lock of the session in which all is published."""
        with (
            storage_errors_told(self._workplace),
            closing(self._server.connect()) as connection,
            self._server.errors_told(),
            lock.writing(connection, self._server.name, wait, tell),
        ):
            self._connection = connection
            building.sweep(connection)
            make_reader(connection, tell)
            yield

    def ledger(self, *, anew: bool) -> Ledger | None:
        """Read it; WarehouseError where the database has schemas of somebody else's."""
        connection = self._session()
        found = connection.execute(
            "select nspname, obj_description(oid, 'pg_namespace') from pg_namespace"
            " where nspname = any(%s)",
            [list(SCHEMAS)],
        ).fetchall()
        if not found:
            return None
        foreign = sorted(name for name, said in found if not is_ours(said))
        if foreign:
            raise WarehouseError(
                f"{self._server.name}: has schemas of names that Reelhouse needs, which it did not "
                f"make: {', '.join(foreign)}; give another database with --warehouse, or rename "
                "them"
            )
        if dict(found) != dict.fromkeys(SCHEMAS, fingerprint()):
            return None  # of another version, or a part of it is gone: it is made anew
        for statement in grants(connection):
            connection.execute(statement)
        try:
            return read_ledger(PostgresReader(self._server, connection))
        except WarehouseError as error:
            if anew and not isinstance(error, TransientError):
                return None
            raise

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
        """See to the accounts; the server holds the keys."""
        bench.run("use warehouse")
        require_accounts(bench.rows)

    def _send(self, bench: Workbench, kept: list[str] | None) -> None:
        connection = self._session()
        if kept is None:
            building.build(bench, self._server, connection, self._progress)
            building.take_the_place(connection, self._server.name)
            building.sweep(connection)
            return
        bench.run("use earlier")
        build.make_marts(bench)
        bench.run("use warehouse")
        with stage(self._progress, "change"):
            change(bench, connection, self._changes, kept)

    def _session(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            raise RuntimeError("a target is used while it is being written")
        return self._connection
