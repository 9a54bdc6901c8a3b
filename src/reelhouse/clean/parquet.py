"""Tables as Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.workbench import Workbench


def write_parquet(bench: Workbench, query: str, path: Path) -> None:
    """Write the answer of a query as one Parquet file."""
    bench.run(f"copy ({query}) to {quoted(path)} (format parquet, compression zstd)")


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    text = str(path).replace("'", "''")
    return f"'{text}'"
