"""Commands measured from outside, each as a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"
REELHOUSE = str(Path(sys.executable).with_name("reelhouse"))


@dataclass(frozen=True)
class Run:
    """What one process took: wall and processor time in seconds, peak memory in bytes."""

    wall: float
    processor: float
    peak_memory: int


def run(command: Sequence[str], output: IO[bytes] | None = None) -> Run:
    """Run a command to its end; raises CalledProcessError where it fails.

    What it prints goes to the file `output`, else nowhere.
    """
    # As users start it: Python keeps what it compiled, whatever this machine says of that.
    keeping = {name: value for name, value in os.environ.items() if name != _KEEPS_NOTHING}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=output or subprocess.DEVNULL, stderr=subprocess.PIPE, env=keeping
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    process.stderr.close()
    if process.returncode:
        failed = subprocess.CalledProcessError(process.returncode, command, stderr=errors)
        failed.add_note(errors.decode(errors="replace"))
        raise failed
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10)


def row(name: str, measured: Sequence[Run]) -> str:
    """A row of a table: medians of wall and processor time, and the highest peak of memory."""
    wall = statistics.median(each.wall for each in measured)
    processor = statistics.median(each.processor for each in measured)
    memory = max(each.peak_memory for each in measured) / (1 << 20)
    return f"| {name} | {wall:.2f} s | {processor:.2f} s | {memory:,.0f} MiB |"
