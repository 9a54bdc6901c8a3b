"""The live display of a load: a moving line for each open stage, the finished ones above them."""

from __future__ import annotations

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

from reelhouse.cli.progress import Tally
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
    """Shows the open stages as they move; use it as a context."""

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

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def start(self, file: str, stage: str, total_bytes: int | None) -> LiveStage:
        """A stage begins: its line appears."""
        task = self._progress.add_task(f"{file} {stage}", total=total_bytes, rows=0)
        return LiveStage(self._progress, task, Tally(file, stage))


class LiveStage:
    """A stage with a line that moves, and that stands still above the display at the end."""

    def __init__(self, progress: Progress, task: TaskID, tally: Tally) -> None:
        self._progress = progress
        self._task = task
        self._tally = tally

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """The stage has dealt with this much more."""
        completed, all_rows = self._tally.add(bytes, rows)
        self._progress.update(self._task, completed=completed, rows=all_rows)

    def finish(self) -> None:
        """The stage is done: its line stands still above the display."""
        self._progress.remove_task(self._task)
        self._progress.console.print(self._tally.line(), highlight=False, soft_wrap=True)
