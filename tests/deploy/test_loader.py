"""`deploy/loader.sh` loads what arrives, and goes on when a load fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import reelhouse
from reelhouse.errors import ReelhouseError
from reelhouse.sample import write

if TYPE_CHECKING:
    from collections.abc import Callable

LOADER = Path(__file__).parents[2] / "deploy" / "loader.sh"
PATIENCE_SECONDS = 120.0


def test_what_arrives_is_loaded_whatever_lies_beside_it(tmp_path: Path) -> None:
    deliveries = tmp_path / "deliveries"
    deliveries.mkdir()
    places = {"REELHOUSE_LAKE": f"{tmp_path}/lake", "REELHOUSE_WAREHOUSE": f"{tmp_path}/w.duckdb"}
    program = Path(sys.executable).parent
    variables = {
        **os.environ,
        **places,
        "PATH": f"{program}:{os.environ['PATH']}",
        "DELIVERIES": str(deliveries),
        "LOAD_EVERY_SECONDS": "1",
    }
    with (tmp_path / "log").open("wb") as log:
        loader = subprocess.Popen(
            ["sh", LOADER], env=variables, stdout=log, stderr=log, start_new_session=True
        )
    try:
        broken = deliveries / "2026-01"
        broken.mkdir()
        (broken / "movies_metadata.csv").write_text("nothing of use\n")
        wait_until(lambda: b"the load ended with" in (tmp_path / "log").read_bytes())
        write(tmp_path / "made", scale=0.001)
        (tmp_path / "made").rename(deliveries / "2026-02")
        wait_until(lambda: published(places) == ["2026-02"])
    finally:
        os.killpg(loader.pid, 15)
        loader.wait()


def published(places: dict[str, str]) -> list[str]:
    try:
        with reelhouse.open(places["REELHOUSE_WAREHOUSE"], lake=places["REELHOUSE_LAKE"]) as house:
            rows = house.drops().to_pylist()
    except ReelhouseError:
        return []
    return [row["label"] for row in rows if row["outcome"] == "published"]


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.2)
