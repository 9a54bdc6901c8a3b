"""The marts as dynamic tables, for those who fill the model by other means than a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.resources import sql
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET_LAG = "1 hour"
COMPUTE = "reelhouse_loading"
"""The virtual warehouse that brings them up to date, see the set-up script."""


def create_dynamic() -> Iterator[str]:
    """The statements that make the steps as views, and the marts as dynamic tables over them.

    Their SQL is that of DuckDB, the functions that it calls are made first. Snowflake computes in
    whole numbers of 38 digits as DuckDB does; but that its figures are those of a load to the last
    digit is not known.
    """
    for name in ("round_ratio", "usd"):
        yield sql("warehouse/snowflake/sql", name)
    for mart in marts():
        query = mart.query.replace("reports.", "marts.")
        if mart.is_step:
            yield f"create view if not exists marts.{mart.name} as\n{query}"
        else:
            yield (
                f"create dynamic table if not exists marts.{mart.name}\n"
                f"target_lag = '{TARGET_LAG}'\nwarehouse = {COMPUTE}\nas\n{query}"
            )
