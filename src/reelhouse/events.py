"""What a load does, for programs that watch it: a JSON object a line, one for each stage."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


class EventProgress:
    """Writes an event for each stage that is done: file, stage, seconds, and bytes and rows."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._open: list[EventStage] = []

    def start(
        self,
        file: str,
        stage: str,
        total_bytes: int | None,  # noqa: ARG002 as Progress has it
    ) -> EventStage:
        """A stage begins."""
        begun = EventStage(self, file, stage)
        self._open.append(begun)
        return begun

    def done(self, stage: EventStage, said: Mapping[str, object]) -> None:
        """A stage is done: its event is written."""
        if stage in self._open:
            self._open.remove(stage)
        self.write("stage", said)

    def unfinished(self) -> list[str]:
        """Stages that have begun and not ended, each told once: where an error came from."""
        found, self._open = [each.name for each in self._open], []
        return found

    def write(self, event: str, said: Mapping[str, object]) -> None:
        """One line: when, what, and what is said of it."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        text = json.dumps({"time": now, "event": event, **said}, ensure_ascii=False, default=str)
        with self._lock:
            self._stream.write(f"{text}\n")
            self._stream.flush()


class EventStage:
    """A stage that gets its line when it is done; it can be added to by several threads."""

    def __init__(self, progress: EventProgress, file: str, stage: str) -> None:
        self._progress = progress
        self._named = {"file": file, "stage": stage}
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._bytes = self._rows = 0

    @property
    def name(self) -> str:
        """Stage and file, for people."""
        return f"{self._named['stage']} {self._named['file']}"

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """The stage has dealt with this much more."""
        with self._lock:
            self._bytes += bytes
            self._rows += rows

    def finish(self) -> None:
        """The stage is done."""
        seconds = round(time.monotonic() - self._began, 3)
        told = {**self._named, "seconds": seconds, "bytes": self._bytes, "rows": self._rows}
        self._progress.done(self, told)
