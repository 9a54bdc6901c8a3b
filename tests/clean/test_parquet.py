"""Parquet files hold what was put into them, whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reelhouse.clean.parquet import write_parquet
from reelhouse.resources import quoted
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RATINGS = """
select
    cast(n // 150 + 1 as integer) as user_id,
    cast(n * 7919 % 200_000 as integer) as movielens_id,
    cast((n % 10 + 1) / 2 as decimal(2, 1)) as rating,
    if(n % 31 = 0, null, make_timestamptz(1_000_000 * (n * 7919 % 1_500_000_000))) as rated_at
from range({rows}) as numbers (n)
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path / "spill") as workbench:
        yield workbench


@pytest.mark.parametrize("are_numbers", [False, True])
@pytest.mark.parametrize("rows", [0, 1, 32, 33, 2048, 300_000])
def test_it_reads_as_it_was_written_everywhere(
    bench: Workbench, tmp_path: Path, rows: int, are_numbers: bool
) -> None:
    path = tmp_path / "it's.parquet"
    query = RATINGS.format(rows=rows)
    write_parquet(bench, query, path, are_numbers=are_numbers)
    written = bench.table(query)
    assert written.num_rows == rows
    assert bench.table(f"from read_parquet({quoted(path)})").equals(written)
    assert pq.read_table(path).cast(written.schema).equals(written)
    for library in (pl.read_parquet(path).to_arrow(), pa.Table.from_pandas(pd.read_parquet(path))):
        assert library.select(written.column_names).cast(written.schema).equals(written)


def test_the_widest_ids_come_back_as_they_were(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "ids.parquet"
    query = "select cast(if(n % 2 = 0, 2_147_483_647, n) as integer) as id from range(9_999) t (n)"
    write_parquet(bench, query, path, are_numbers=True)
    read = f"from read_parquet({quoted(path)})"
    assert bench.table(read).equals(bench.table(query))
