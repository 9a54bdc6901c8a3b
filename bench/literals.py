"""How fast nested values become items: the literals of credits, read into memory before."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pyarrow as pa

from reelhouse.clean.layout import layout
from reelhouse.clean.nested import CAST, CREW
from reelhouse.clean.nested_items import create_macros, read_items
from reelhouse.clean.reader import CsvReader
from reelhouse.progress import Silent
from reelhouse.resources import sql
from reelhouse.source import open_delivery
from reelhouse.workbench import Workbench


def megabytes_per_second(delivery: Path) -> float:
    """Megabytes of literals cleaned per second, the slow way for the few that need it included."""
    [credits_file] = [each for each in open_delivery(delivery).files if each.name == "credits"]
    reader = CsvReader(credits_file, layout("credits"), Silent())
    texts = pa.Table.from_batches(reader.batches(), schema=reader.schema)
    size = sum(texts.column(name).nbytes for name in ("cast", "crew"))
    with tempfile.TemporaryDirectory() as folder, Workbench(Path(folder)) as bench:
        bench.run(sql("clean/sql", "macros"))
        create_macros(bench)
        bench.connection.register("incoming", texts)
        began = time.perf_counter()
        bench.run(f"create temp table credits as {sql('clean/sql', 'stage_credits')}")
        read_items(bench, "credits", "credits", (CAST, CREW))
        return float(size) / 1e6 / (time.perf_counter() - began)
