"""How long each report takes on a PostgreSQL server, asked with a filter.

    python -m bench.reports_on_postgres postgresql://host/database

Each is asked several times, in one process with its connection open; the median is printed.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

import reelhouse

RUNS = 15
BY_COMPANY = ("budget", "revenue", "profit", "releases", "popularity")
BY_GENRE = ("budget", "revenue", "profit", "popularity")


def main(url: str) -> None:
    """Print a line for each report and filter."""
    print("| report | filter | rows | milliseconds |\n| --- | --- | --- | --- |")
    with reelhouse.open(url) as house:
        last = house.report("company-budget", sort="company", order="desc", limit=1)
        [company] = last.arrow().to_pylist()
        asked: dict[str, list[dict[str, Any]]] = {
            "company": [
                {"company_id": company["company_id"]},
                {"company": company["company"]},
                {"year": 1995},
            ],
            "genre": [{"genre_id": 18}, {"genre": "drama"}, {"year": 1995}],
        }
        for kind, names in ("company", BY_COMPANY), ("genre", BY_GENRE):
            for name in names:
                for filters in asked[kind]:
                    taken = []
                    for _ in range(RUNS):
                        began = time.perf_counter()
                        rows = house.report(f"{kind}-{name}", **filters).total_rows
                        taken.append(time.perf_counter() - began)
                    told = ", ".join(f"{key}={value}" for key, value in filters.items())
                    median = 1000 * statistics.median(taken)
                    print(f"| {kind}-{name} | {told} | {rows} | {median:.1f} |")


if __name__ == "__main__":
    main(sys.argv[1])
