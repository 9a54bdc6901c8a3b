"""How far a load has come: a live display on a terminal, a line for each stage elsewhere."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from reelhouse.cli.events import log_form
from reelhouse.events import EventProgress
from reelhouse.output.text import bytes_in_words, count
from reelhouse.telemetry import traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.progress import Progress


@contextmanager
def display(command: str) -> Iterator[Progress]:
    """What the progress of a command is told to, for as long as it is open: stderr, and traces."""
    with _shown() as shown, traced(command, shown) as progress:
        yield progress


@contextmanager
def _shown() -> Iterator[Progress]:
    if log_form() == "json":
        yield EventProgress(sys.stderr)
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        from reelhouse.cli.live import LiveProgress

        with LiveProgress() as live:
            yield live
    else:
        yield LineProgress(sys.stderr)


def finished(file: str, stage: str, read: int, rows: int, seconds: float) -> str:
    """One line for a stage that is done: bytes, rows, time and rate, as far as they are known."""
    parts = [f"{file:<16} {stage:<9} {seconds:6.1f} s"]
    if read:
        rate = f" at {bytes_in_words(read / seconds)}/s" if seconds > 0 else ""
        parts.append(bytes_in_words(read) + rate)
    if rows:
        parts.append(count(rows, "row"))
    return "  ".join(parts)


class Tally:
    """What one stage has dealt with since it began; can be added to by several threads."""

    def __init__(self, file: str, stage: str) -> None:
        self._name = (file, stage)
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._bytes = self._rows = 0

    def add(self, bytes: int, rows: int) -> tuple[int, int]:  # noqa: A002 - as in Stage
        """Count this much more, and say how much it is now."""
        with self._lock:
            self._bytes += bytes
            self._rows += rows
            return self._bytes, self._rows

    def line(self) -> str:
        """The line for the stage, done now."""
        seconds = time.monotonic() - self._began
        return finished(*self._name, self._bytes, self._rows, seconds)


class LineProgress:
    """Writes a line for each stage that is done; no control characters."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def start(self, file: str, stage: str, total_bytes: int | None) -> LineStage:  # noqa: ARG002 as Progress has it
        """A stage begins."""
        return LineStage(self._stream, Tally(file, stage))


class LineStage:
    """A stage that gets its line when it is done."""

    def __init__(self, stream: TextIO, tally: Tally) -> None:
        self._stream = stream
        self._tally = tally

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """The stage has dealt with this much more."""
        self._tally.add(bytes, rows)

    def finish(self) -> None:
        """The stage is done: its line is written."""
        self._stream.write(f"{self._tally.line()}\n")
        self._stream.flush()
