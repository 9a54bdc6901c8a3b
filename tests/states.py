"""The states of a house, as its readers see them, and what must not be left beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

import reelhouse

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.house import House

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
RUN_FACTS = {
    "publication": "*",
    "table_change": "*",
    "delivery": "seconds, cleaned_at, source",
    "file_account": "seconds",
}


def opened(folder: Path, name: str = "house") -> House:
    return reelhouse.open(folder / f"{name}.duckdb", lake=folder / f"{name}-lake")


def answers(house: House, as_of: str | None = None) -> list[Any]:
    """The rows and the scope of all nine reports."""
    asked = [house.report(name, as_of=as_of, **more) for name, more in REPORTS.items()]
    return [(report.rows, report.scope) for report in asked]


def violations(house: House) -> list[str]:
    return [each.name for each in house.check() if each.violations]


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a warehouse but when and how long, as sorted rows."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as held (read_only); set timezone = 'UTC'")
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'held'"
        ).fetchall()
        for schema, name in names:
            left_out = RUN_FACTS.get(name) if schema == "reelhouse" else None
            if left_out == "*":
                continue
            columns = f"* exclude ({left_out})" if left_out else "*"
            columns = columns if name != "rating" else "* exclude (rated_at), epoch(rated_at)"
            rows = connection.execute(f"select {columns} from held.{schema}.{name}").fetchall()
            found[f"{schema}.{name}"] = sorted(rows, key=repr)
    return found


def leftovers(folder: Path, name: str = "house") -> list[str]:
    """What lies in staging and beside the warehouse, but for the files that tell who writes."""
    own = {f".{name}.duckdb.lock", f".{name}.duckdb.writer"}
    beside = {each.name for each in folder.glob(".*")} | {
        each.name for each in folder.glob(f"{name}.duckdb.*")
    }
    staging = folder / f"{name}-lake" / "staging"
    staged = {each.name for each in staging.iterdir()} if staging.exists() else set()
    return sorted((beside - own) | staged)
