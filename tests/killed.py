"""A load that kills its own process at one of its stages; run by test_kills as a program."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import reelhouse


class Killing:
    """Progress that ends the process at its `at`-th event: a stage begins, or is done."""

    def __init__(self, at: int) -> None:
        self._left = at

    def start(self, file: str, stage: str, total_bytes: int | None) -> Killing:  # noqa: ARG002
        self._event()
        return self

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        pass

    def finish(self) -> None:
        self._event()

    def _event(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(house: Path, at: int, work: str, options: dict[str, Any]) -> None:
    with reelhouse.open(house / "warehouse.duckdb", lake=house / "lake") as opened:
        getattr(opened, work)(**options, progress=Killing(at))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4]))
