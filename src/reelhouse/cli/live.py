"""The live display of a load: one moving line for the open stage, the finished ones above it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from reelhouse.cli.progress import finished
from reelhouse.output.text import bytes_in_words

if TYPE_CHECKING:
    from rich.progress import Task, TaskID


class _Amount(ProgressColumn):
    """Bytes, of how many, and how fast; then rows."""

    def render(self, task: Task) -> Text:
        parts = []
        if task.completed:
            total = f" of {bytes_in_words(task.total)}" if task.total else ""
            rate = f" at {bytes_in_words(task.speed)}/s" if task.speed else ""
            parts.append(f"{bytes_in_words(task.completed)}{total}{rate}")
        if task.fields["rows"]:
            parts.append(f"{task.fields['rows']:,} rows")
        return Text("  ".join(parts), style="cyan")


class LiveProgress:
    """Shows the open stage as it moves; use it as a context."""

    def __init__(self, console: Console | None = None) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            _Amount(),
            TimeRemainingColumn(compact=True),
            console=console or Console(stderr=True),
            transient=True,
        )
        self._lock = threading.Lock()
        self._task: TaskID | None = None
        self._stage = ("", "")
        self._began = 0.0
        self._bytes = self._rows = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def start(self, file: str, stage: str, total_bytes: int | None) -> None:
        """A stage begins: its line appears."""
        self._stage, self._began = (file, stage), time.monotonic()
        self._bytes = self._rows = 0
        self._task = self._progress.add_task(f"{file} {stage}", total=total_bytes, rows=0)

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Progress
        """The stage has dealt with this much more."""
        with self._lock:
            self._bytes += bytes
            self._rows += rows
            if self._task is not None:
                self._progress.update(self._task, completed=self._bytes, rows=self._rows)

    def finish(self) -> None:
        """The stage is done: its line stands still above the display."""
        if self._task is None:
            return
        self._progress.remove_task(self._task)
        self._task = None
        seconds = time.monotonic() - self._began
        line = finished(*self._stage, self._bytes, self._rows, seconds)
        self._progress.console.print(line, highlight=False, soft_wrap=True)
