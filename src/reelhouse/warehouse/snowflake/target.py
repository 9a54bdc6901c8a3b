"""The warehouse in a Snowflake account as it is written: one transaction a publication."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import WarehouseError
from reelhouse.progress import stage
from reelhouse.warehouse import build as built
from reelhouse.warehouse.ledger import read_ledger
from reelhouse.warehouse.sent import SentTarget
from reelhouse.warehouse.snowflake import lock
from reelhouse.warehouse.snowflake.building import build
from reelhouse.warehouse.snowflake.changing import Changing
from reelhouse.warehouse.snowflake.reader import SnowflakeReader
from reelhouse.warehouse.snowflake.server import ABSENT, Server
from reelhouse.warehouse.snowflake.session import Session
from reelhouse.warehouse.snowflake.stages import LakeStage, SessionStage
from reelhouse.warehouse.snowflake.staging import Staging
from reelhouse.warehouse.snowflake.tables import TABLES, create_loading, fingerprint
from reelhouse.workbench import storage_errors_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from snowflake.connector import SnowflakeConnection

    from reelhouse.lake.lake import Lake
    from reelhouse.progress import Progress
    from reelhouse.warehouse.ledger import Ledger
    from reelhouse.warehouse.snowflake.stages import Stage
    from reelhouse.workbench import Workbench


class SnowflakeTarget(SentTarget):
    """A database in an account that is brought up to date: see `Target`."""

    def __init__(self, url: str, lake: Lake, progress: Progress) -> None:
        super().__init__(lake.workplace, progress)
        self._lake = lake
        self._server = Server(url)
        self._connection: SnowflakeConnection | None = None
        self._seen: lock.Mark | None = None

    @contextmanager
    def writing(
        self,
        wait: float,
        tell: Callable[[str], None],  # noqa: ARG002 as Target has it
    ) -> Iterator[None]:
        """Open the session; whether another one writes is seen at the end: see `lock`."""
        with (
            storage_errors_told(self._workplace),
            closing(self._server.connect(lock_seconds=wait)) as connection,
            self._server.errors_told(),
        ):
            self._connection = connection
            yield

    def ledger(self, *, anew: bool) -> Ledger | None:
        """Read it; WarehouseError where the database has schemas of somebody else's."""
        session = self._session()
        self._require_ours(session)
        session.run_all(create_loading())
        self._seen = lock.read(session)
        if self._seen.layout != fingerprint():
            return None  # there is none, or it is of another version: it is made anew
        try:
            found = read_ledger(SnowflakeReader(self._server, session.connection))
        except WarehouseError as error:
            if anew or _is_absence(error):
                return None
            raise
        return found if found.state_ids else None  # one that was never filled is built

    def check(self, bench: Workbench, *, in_place: bool) -> None:
        """Run every check: Snowflake is told of keys, and does not hold them."""
        bench.run("use warehouse")
        built.require_integrity(bench, ratings_changed_only=in_place)

    def _send(self, bench: Workbench, kept: list[str] | None) -> None:
        session, seen = self._session(), self._seen
        if seen is None:
            raise RuntimeError("a warehouse is sent rows once its ledger was read")
        name = "copy" if kept is None else "change"
        with (
            stage(self._progress, name) as sent,
            Staging(bench, session, self._stage(session), self._workplace, sent) as staging,
        ):
            if kept is None:
                build(bench, self._server, session, staging, seen)
            else:
                Changing(bench, self._server, session, staging).run(self._changes, kept, seen)

    def _stage(self, session: Session) -> Stage:
        if self._server.stage:
            return LakeStage(self._server.stage, self._lake)
        return SessionStage(session)

    def _session(self) -> Session:
        if self._connection is None:
            raise RuntimeError("a target is used while it is being written")
        return Session(self._connection)

    def _require_ours(self, session: Session) -> None:
        found = session.run("select schema_name from information_schema.schemata")
        there = {str(name).lower() for (name,) in found}
        foreign = sorted(there & {*TABLES, "reports"})
        if foreign and "reelhouse_loading" not in there:
            raise WarehouseError(
                f"{self._server.name}: has schemas of names that Reelhouse needs, which it did not "
                f"make: {', '.join(foreign)}; give another database with --warehouse, or rename "
                "them"
            )


def _is_absence(error: WarehouseError) -> bool:
    """Whether somewhere behind an error is that something is not there."""
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "errno", None) in ABSENT:
            return True
        cause = cause.__cause__ or cause.__context__
    return False
