"""`reelhouse serve` as a process of its own, over real connections."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.settings import Settings


@contextmanager
def running(
    settings: Settings, log: Path, *options: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`reelhouse serve` with these options, once it answers: its address, and the process."""
    [port] = free_ports(1)
    places = ["--warehouse", settings.warehouse, "--lake", settings.lake]
    command = [sys.executable, "-m", "reelhouse", "serve", "--port", str(port), *places, *options]
    with log.open("wb") as stream, subprocess.Popen(command, stderr=stream) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            while not answers(f"{address}/healthz"):
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            yield address, process
        finally:
            process.terminate()


def fetch(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 it is ours
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def answers(address: str) -> bool:
    try:
        return fetch(address)[0] == 200
    except OSError:
        return False
