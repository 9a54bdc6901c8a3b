"""All that a warehouse holds and answers, to compare one with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.house import House

REPORTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("company-budget", {}),
    ("genre-popularity", {"top": "all", "min_movies": 1}),
    ("company-popularity", {"measure": "ratings", "statistic": "total"}),
    ("company-popularity", {"measure": "rating_mean", "statistic": "mean"}),
)
RUN_FACTS = {
    "publication": "*",
    "delivery": "seconds, cleaned_at, source",
    "file_account": "seconds",
}


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


def answers(house: House, as_of: str | None = None) -> list[Any]:
    asked = [house.report(name, as_of=as_of, **more) for name, more in REPORTS]
    return [(report.rows, report.scope) for report in asked]
