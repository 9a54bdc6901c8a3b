"""What a function tells: a line of JSON for each event, some of them with figures for CloudWatch.

CloudWatch takes the figures out of the lines by itself, where they stand in its embedded metric
format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

NAMESPACE = "Reelhouse"
DIMENSION = "Function"
UNITS = {
    "LoadsDone": "Count",
    "LoadsFailed": "Count",
    "DeliveriesLate": "Count",
    "LoadSeconds": "Seconds",
    "RowsRead": "Count",
    "RowsRejected": "Count",
    "RejectPercent": "Percent",
}
"""Every figure that is told, with its unit as CloudWatch calls it."""


class Log:
    """Writes lines of JSON; as `Progress` it has one for each stage of a load, when it is done.

    `function` and `request` are what Lambda calls this function and this call of it.
    """

    def __init__(self, stream: TextIO, function: str, request: str) -> None:
        self._stream = stream
        self._function = function
        self._request = request
        self._begun: dict[_Stage, str] = {}

    def write(self, event: str, /, *, level: str = "INFO", **said: object) -> None:
        """One line: when, what, and what is said of it."""
        self._line(event, level, said)

    def measure(
        self, event: str, figures: Mapping[str, float], /, *, level: str = "INFO", **said: object
    ) -> None:
        """A line with figures of `UNITS`, of which CloudWatch makes metrics."""
        metrics = [{"Name": name, "Unit": UNITS[name]} for name in figures]
        directive = {"Namespace": NAMESPACE, "Dimensions": [[DIMENSION]], "Metrics": metrics}
        told = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [directive]}
        everything: dict[str, Any] = {"_aws": told, DIMENSION: self._function, **figures, **said}
        self._line(event, level, everything)

    def tell(self, sentence: str) -> None:
        """What a load tells its user while it goes on, such as that it waits for another."""
        self.write("told", message=sentence)

    def start(self, file: str, stage: str, total_bytes: int | None) -> _Stage:  # noqa: ARG002
        """See Progress."""
        begun = _Stage(self, file, stage)
        self._begun[begun] = f"{stage} {file}"
        return begun

    def unfinished(self) -> list[str]:
        """The stages that have begun and not ended, each told once: where an error came from."""
        found, self._begun = list(self._begun.values()), {}
        return found

    def ended(self, begun: _Stage, /, **said: object) -> None:
        """A stage is done."""
        self._begun.pop(begun, None)
        self._line("stage", "INFO", said)

    def _line(self, event: str, level: str, said: Mapping[str, object]) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"timestamp": now, "level": level, "event": event, "requestId": self._request}
        # In one piece: stages end in threads of their own.
        self._stream.write(json.dumps({**line, **said}, default=str, ensure_ascii=False) + "\n")
        self._stream.flush()


class _Stage:
    """See Stage in `reelhouse.progress`."""

    def __init__(self, log: Log, file: str, name: str) -> None:
        self._log = log
        self._file = file
        self._name = name
        self._began = time.monotonic()
        self._bytes = self._rows = 0

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """See Stage."""
        self._bytes += bytes
        self._rows += rows

    def finish(self) -> None:
        """See Stage."""
        seconds = round(time.monotonic() - self._began, 3)
        done = {"bytes": self._bytes, "rows": self._rows, "seconds": seconds}
        self._log.ended(self, stage=self._name, file=self._file, **done)
