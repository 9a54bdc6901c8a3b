"""The states of a house, as its readers see them, and what must not be left beside it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import duckdb
import psycopg

import reelhouse
from reelhouse.settings import is_on_postgres, is_on_snowflake
from reelhouse.warehouse.marts import marts
from reelhouse.warehouse.snowflake.server import Server as Account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests import pgserver, snowserver

    from reelhouse.house import House

Rows = list[tuple[Any, ...]]

REPORTS: dict[str, dict[str, Any]] = {
    "company-budget": {},
    "company-popularity": {"measure": "ratings", "statistic": "total"},
    "company-profit": {},
    "company-releases": {},
    "company-revenue": {"allocation": "split"},
    "genre-budget": {},
    "genre-popularity": {"top": "all", "min_movies": 1},
    "genre-profit": {},
    "genre-revenue": {},
}
KINDS = ("duckdb", "postgres")
ALL_KINDS = (*KINDS, "snowflake")
"""KINDS are those over which all that concerns a warehouse is told; the last is slow to load."""

SCHEMAS = ("movies", "reelhouse", "reports")
TOLD_OF_LOADS = ("publication", "table_change")
RUN_FACTS = ("seconds", "cleaned_at", "source")


@dataclass(frozen=True)
class Place:
    """Where a house is: its lake in a folder, its warehouse a file there or a database, by URL."""

    folder: Path
    name: str = "house"
    url: str | None = None

    @property
    def lake(self) -> Path:
        return self.folder / f"{self.name}-lake"

    @property
    def warehouse(self) -> Path | str:
        return self.url or self.folder / f"{self.name}.duckdb"

    def open(self) -> House:
        return reelhouse.open(self.warehouse, lake=self.lake)

    def tables(self) -> dict[str, Rows]:
        return tables(self.warehouse)

    def query(self, statement: str) -> Rows:
        with reading(self.warehouse) as query:
            return query(statement)

    def leftovers(self) -> list[str]:
        beside = strays(self.url) if self.url else []
        return sorted([*leftovers(self.folder, self.name), *beside])


class Places:
    """Places for houses; with a server each has a database of its own there."""

    def __init__(self, server: pgserver.Server | snowserver.Server | None = None) -> None:
        self._server = server
        self._databases: list[str] = []

    @property
    def costs(self) -> int:
        """How many times as long as with files a test takes here, more or less."""
        return 2 if self._server else 1

    def place(self, folder: Path, name: str = "house") -> Place:
        if self._server is None:
            return Place(folder, name)
        self._databases.append(f"test_{uuid4().hex}")
        return Place(folder, name, self._server.create_database(self._databases[-1]))

    def clear(self) -> None:
        """Drop the databases."""
        while self._server and self._databases:
            self._server.drop(self._databases.pop())


def opened(folder: Path, name: str = "house") -> House:
    return Place(folder, name).open()


def answers(house: House, as_of: str | None = None) -> list[Any]:
    """The rows and the scope of all nine reports."""
    asked = [house.report(name, as_of=as_of, **more) for name, more in REPORTS.items()]
    return [(report.rows, report.scope) for report in asked]


def violations(house: House) -> list[str]:
    return [each.name for each in house.check() if each.violations]


def require_as_built_anew(house: House, place: Place) -> None:
    """What was changed in place has the rows that it would have if it were built anew."""
    in_place, told = place.tables(), answers(house)
    assert violations(house) == []
    assert house.rebuild().method == "built"
    assert place.tables() == in_place
    assert answers(house) == told


@contextmanager
def reading(warehouse: Path | str) -> Iterator[Callable[[str], Rows]]:
    """What answers a statement over a warehouse of any kind, with its rows."""
    if is_on_snowflake(str(warehouse)):
        with closing(Account(str(warehouse)).connect()) as session:
            cursor = session.cursor()
            yield lambda statement: list(map(tuple, cursor.execute(statement) or ()))
    elif is_on_postgres(str(warehouse)):
        with psycopg.connect(str(warehouse)) as session:
            session.execute("set timezone = 'UTC'")
            yield lambda statement: session.execute(statement.encode()).fetchall()
    else:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{warehouse}' as warehouse (read_only)")
            connection.execute("use warehouse; set timezone = 'UTC'")
            yield lambda statement: connection.execute(statement).fetchall()


def tables(warehouse: Path | str) -> dict[str, Rows]:
    """Model, ledger and marts, but for when and how long, as sorted rows: the same on any engine.

    How an engine comes to its marts is its own affair.
    """
    with reading(warehouse) as query:
        listed = query(
            "select lower(table_schema), lower(table_name), lower(column_name)"
            " from information_schema.columns"
            f" where table_catalog = current_database() and lower(table_schema) in {SCHEMAS}"
            " order by table_schema, table_name, ordinal_position"
        )
        shown: dict[str, list[str]] = {}
        for schema, table, column in listed:
            if _is_compared(schema, table) and not (schema == "reelhouse" and column in RUN_FACTS):
                shown.setdefault(f"{schema}.{table}", []).append(_shown(column))
        return {
            name: sorted(query(f"select {', '.join(columns)} from {name}"), key=repr)
            for name, columns in shown.items()
        }


def _is_compared(schema: str, table: str) -> bool:
    if schema == "reports":
        return table in {mart.name for mart in marts() if not mart.is_step}
    return table not in TOLD_OF_LOADS


def _shown(column: str) -> str:
    return column if column != "rated_at" else "cast(extract(epoch from rated_at) as bigint)"


def leftovers(folder: Path, name: str = "house") -> list[str]:
    """What lies in staging and beside the warehouse, but for the files that tell who writes."""
    own = {f".{name}.duckdb.lock", f".{name}.duckdb.writer"}
    beside = {each.name for each in folder.glob(".*")} | {
        each.name for each in folder.glob(f"{name}.duckdb.*")
    }
    staging = folder / f"{name}-lake" / "staging"
    staged = {each.name for each in staging.iterdir()} if staging.exists() else set()
    return sorted((beside - own) | staged)


def strays(url: str) -> list[str]:
    """Schemas of a database that are none of a warehouse's, and temporary tables."""
    if is_on_snowflake(url):
        with reading(url) as query:
            found = query("select lower(schema_name) from information_schema.schemata")
        others = {"marts", "reelhouse_loading", "information_schema", "public", "main"}
        return sorted({str(name) for (name,) in found} - {*SCHEMAS, *others})
    with reading(url) as query:
        found = query(
            "select nspname from pg_namespace where nspname !~ '^pg_'"
            f" and nspname not in {(*SCHEMAS, 'public', 'information_schema')}"
            " union all select relname from pg_class where relpersistence = 't'"
        )
    return [str(name) for (name,) in found]
