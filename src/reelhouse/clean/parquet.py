"""Tables as Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.resources import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.workbench import Workbench

_ROW_GROUP = 500_000
"""Rows. Smaller ones make the warehouse file larger, and slower to be written: see ADR 0035."""
_USUAL = f"format parquet, compression snappy, row_group_size {_ROW_GROUP}"
_FOR_NUMBERS = f"{_USUAL}, parquet_version v2, dictionary_size_limit 1024"


def write_parquet(bench: Workbench, query: str, path: Path, *, are_numbers: bool = False) -> None:
    """Write the answer of a query as one Parquet file.

    Compressed by Snappy: Zstandard makes ratings a fifth smaller, but takes twice the time. Rows
    of numbers are written as differences from one to the next, which is smaller and quicker.
    """
    options = _FOR_NUMBERS if are_numbers else _USUAL
    bench.run(f"copy ({query}) to {quoted(path)} ({options})")
