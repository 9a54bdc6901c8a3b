"""Credits whose credit_id was given to another one already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.clean.parquet import write_parquet
from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.workbench import Workbench


def drop_repeated_credits(bench: Workbench, directory: Path) -> None:
    """Keep of the credits with the same credit_id the first in the file, and log the others.

    The tables were written with all of them, since it hardly ever happens: only then they are
    written again.
    """
    for credited in ("cast", "crew"):
        table = f"{credited}_credit"
        path = directory / f"{table}.parquet"
        again = bench.value(
            "select count(credit_id) - count(distinct hash(credit_id)) "
            f"from read_parquet({quoted(path)})"
        )
        if again:
            parts = {"credited": credited, "items": f"read_{credited}", "view": f"{credited}_item"}
            bench.run(sql("clean/sql", "repeated_credits", **parts))
            write_parquet(bench, sql("clean/sql/tables", table), path)
