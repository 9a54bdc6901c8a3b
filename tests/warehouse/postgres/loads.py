"""Small months that are loaded into a database, and what is then to be seen there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from tests.processes import wait_until
from tests.states import answers, tables, violations
from tests.test_kills import MONTHS

import reelhouse
from reelhouse.errors import NoWarehouseError
from reelhouse.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pgserver import Server

    from reelhouse.house import House
    from reelhouse.progress import Progress
    from reelhouse.summary import IngestSummary

Rows = list[tuple[Any, ...]]

COLUMNS = """
select table_schema, table_name, array_agg(column_name::text order by ordinal_position)
from information_schema.tables
inner join information_schema.columns using (table_schema, table_name)
where table_type = 'BASE TABLE' and table_schema in ('movies', 'reports', 'reelhouse')
group by table_schema, table_name
"""


@dataclass(frozen=True)
class Place:
    """A warehouse in a database, with its lake, deliveries and what it `said` in a folder."""

    url: str
    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def database(self) -> str:
        return urlsplit(self.url).path[1:]

    def deliver(self) -> None:
        """Write the deliveries of all months."""
        for each in MONTHS.values():
            each.write(self.folder)

    def house(self) -> House:
        return reelhouse.open(self.url, lake=self.folder / "lake", tell=self.said.append)

    def ingest(self, label: str, progress: Progress | None = None, **more: Any) -> IngestSummary:
        mode = MONTHS[label].mode
        with self.house() as house:
            return house.ingest(
                self.folder / label, drop=label, mode=mode, progress=progress, **more
            )

    def rows(self, statement: str, *values: object) -> Rows:
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def run(self, *statements: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            for each in statements:
                connection.execute(each.encode())

    def seen(self) -> Any:
        """What a reader sees, with no check violated; None where there is no warehouse yet."""
        with self.house() as house:
            try:
                found = answers(house)
            except NoWarehouseError:
                return None
            assert violations(house) == []
        return found

    def tables(self) -> dict[str, Rows]:
        """All that is there but how and when it came to be, as sorted rows."""
        return tables(self.url)

    def leftovers(self) -> Rows:
        """Schemas that are neither the server's nor a warehouse's, and locks on writing."""
        return self.rows(
            "select nspname from pg_namespace where nspname like '%%_building'"
            " or nspname like '%%_replaced' union all select 'a lock' from pg_locks"
            " where locktype = 'advisory'"
            " and database = (select oid from pg_database where datname = current_database())"
        )


def copied(server: Server, place: Place, folder: Path) -> Place:
    """The same in a database and a folder of its own."""
    wait_until(lambda: not server.backend_pids(place.database))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(place.folder, folder)
    name = f"copy_{uuid4().hex}"
    return Place(server.create_database(name, template=place.database), folder)


class Once(Silent):
    """A progress that does something once: as a stage of that name starts, or `in_it`."""

    def __init__(self, stage: str, action: Callable[[], None], *, in_it: bool = False) -> None:
        self.is_done = False
        self._stage = stage
        self._action = action
        self._in_it = in_it

    def start(self, file: str, stage: str, total_bytes: int | None) -> Silent:  # noqa: ARG002
        if stage != self._stage:
            return Silent()
        if not self._in_it:
            self._act()
        return self

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002, ARG002 - as in Stage
        if self._in_it:
            self._act()

    def _act(self) -> None:
        if not self.is_done:
            self.is_done = True
            self._action()
