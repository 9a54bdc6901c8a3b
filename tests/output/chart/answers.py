"""Answers to draw, made up from the columns of the real reports."""

from __future__ import annotations

from itertools import product
from typing import Any

import pyarrow as pa

from reelhouse.output import Answer, Field
from reelhouse.reports.catalog import definition

SCOPE = {
    "as_of": "2026-11",
    "movies_total": 45463,
    "movies_counted": 45300,
    "known_budget": 8890,
    "known_revenue": 7408,
    "allocation": "full",
}
POPULARITY = {"measure": "popularity", "statistic": "median"}


def made_up(
    name: str,
    rows: list[dict[str, Any]],
    *,
    filters: dict[str, object] | None = None,
    scope: dict[str, object] | None = None,
) -> Answer:
    """An answer of the report `name` with these rows; a column that they lack is NULL."""
    report = definition(name)
    columns = [column.name for column in report.columns]
    data = pa.table({column: [row.get(column) for row in rows] for column in columns})
    return Answer(
        name=name,
        title=report.title,
        fields=tuple(Field(each.name, each.unit, each.description) for each in report.columns),
        data=data,
        total_rows=len(rows),
        scope=SCOPE | (POPULARITY if "value" in columns else {}) | (scope or {}),
        filters=filters or {},
    )


def every_year(entities: int, years: range, **more: Any) -> list[dict[str, Any]]:
    """A row for each of so many entities and each year; the first one has the largest amounts."""
    return [
        {
            "company_id": number,
            "company": f"Company {number}",
            "genre_id": number,
            "genre": f"Genre {number}",
            "release_year": year,
            "rank": number,
            "movies": 100 - number,
            "known": 90 - number,
            "budget": 1_000_000 * (entities - number + 1),
            "revenue": 3_000_000 * (entities - number + 1),
            "profit": 2_000_000 * (entities - number + 1),
            "value": 10.5 - number / 10,
            "small_sample": False,
            **more,
        }
        for number, year in product(range(1, entities + 1), years)
    ]
