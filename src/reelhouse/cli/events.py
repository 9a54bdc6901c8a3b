"""What a load does, for programs that watch it: a JSON object a line, one for each stage."""

from __future__ import annotations

import json
import os
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from reelhouse.errors import UsageError
from reelhouse.settings import LOG_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMS = ("text", "json")


def log_form(environment: Mapping[str, str] | None = None) -> str:
    """How progress is told: `text`, or `json` where the environment says so."""
    form = (os.environ if environment is None else environment).get(LOG_VARIABLE) or _FORMS[0]
    if form not in _FORMS:
        raise UsageError(f"{LOG_VARIABLE} says {form!r}; set it to {' or '.join(_FORMS)}")
    return form


class EventProgress:
    """Writes an event for each stage that is done: file, stage, seconds, and bytes and rows."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def start(self, file: str, stage: str, total_bytes: int | None) -> EventStage:  # noqa: ARG002
        """A stage begins."""
        return EventStage(self, file, stage)

    def write(self, event: str, **said: object) -> None:
        """One line."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "event": event, **said}, ensure_ascii=False)
        with self._lock:
            self._stream.write(f"{line}\n")
            self._stream.flush()


class EventStage:
    """A stage that gets its line when it is done; it can be added to by several threads."""

    def __init__(self, progress: EventProgress, file: str, stage: str) -> None:
        self._progress = progress
        self._name = {"file": file, "stage": stage}
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._bytes = self._rows = 0

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """The stage has dealt with this much more."""
        with self._lock:
            self._bytes += bytes
            self._rows += rows

    def finish(self) -> None:
        """The stage is done: its event is written."""
        seconds = round(time.monotonic() - self._began, 3)
        self._progress.write(
            "stage", **self._name, seconds=seconds, bytes=self._bytes, rows=self._rows
        )
