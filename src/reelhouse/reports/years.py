"""What the films of each year come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from reelhouse.reports.reader import Reader

_YEARS = """
select
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit
from reports.counted_year
order by release_year
"""


def read_years(warehouse: Reader) -> pa.Table:
    """A row for each year in which counted films were released, each film counted once.

    Columns: release_year, movies, known_budget, budget, known_revenue, revenue, known_profit,
    profit. Sums are in US dollars over the films with a known amount, whose number stands before
    them; NULL where there are none.
    """
    return warehouse.query(_YEARS)
