"""Requests from a process of its own, over many connections at once: wrk."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CONNECTIONS = 50
_SCRIPT = Path(__file__).with_name("wrk.lua")
_UNTIL_TOLD = 3600
# One that takes this long counts as unanswered.
_LONGEST_SECONDS = 60

Lists = list[tuple[int, Path]]
"""Files of questions, a path a line with an ETag behind a tab, and how often each comes in turn."""


@dataclass(frozen=True)
class Load:
    """What came of many requests: times are in milliseconds.

    `refused` are answers of 400 or more, `unanswered` requests without any.
    """

    requests: int
    seconds: float
    bytes: int
    p50: float
    p99: float
    longest: float
    refused: int
    unanswered: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def require() -> None:
    """End the program where wrk is missing."""
    if shutil.which("wrk") is None:
        sys.exit(
            "nothing is measured of the web: found no wrk; install it, as by `apt install wrk`"
        )


def ask(address: str, lists: Lists, seconds: int) -> Load:
    """Ask for so many seconds, as fast as answers come."""
    with _started(_command(address, lists, seconds)) as process:
        return _told(process)


@contextmanager
def asking(address: str, lists: Lists, heard: Path) -> Iterator[Callable[[], Load]]:
    """Ask until the function that is given is called; each distinct answer is kept in `heard`."""
    command = _command(address, lists, _UNTIL_TOLD, f"heard={heard}")
    with _started(command) as process:

        def end() -> Load:
            process.send_signal(signal.SIGINT)
            return _told(process)

        try:
            yield end
        finally:
            process.kill()


def _started(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def _command(address: str, lists: Lists, seconds: int, *more: str) -> Sequence[str]:
    how = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"--timeout={_LONGEST_SECONDS}s"]
    told = [f"{weight}:{file}" for weight, file in lists]
    return ["wrk", *how, "-s", str(_SCRIPT), address, "--", *told, *more]


def _told(process: subprocess.Popen[str]) -> Load:
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"wrk ended with {process.returncode}: {said}")
    return Load(**json.loads(said.splitlines()[-1]))
