"""Commands measured from outside, each as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

REELHOUSE = str(Path(sys.executable).with_name("reelhouse"))


@dataclass(frozen=True)
class Run:
    """What one process took: wall and processor time in seconds, peak memory in bytes."""

    wall: float
    processor: float
    peak_memory: int


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; raises CalledProcessError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    process.stderr.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10)
