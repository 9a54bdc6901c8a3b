"""What a function tells: a line of JSON for each event, some of them with figures for CloudWatch.

CloudWatch takes the figures out of the lines by itself, where they stand in its embedded metric
format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reelhouse.events import EventProgress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

NAMESPACE = "Reelhouse"
DIMENSION = "Function"
UNITS = {
    "LoadsDone": "Count",
    "LoadsFailed": "Count",
    "LoadsHandedOver": "Count",
    "DeliveriesLate": "Count",
    "LoadSeconds": "Seconds",
    "RowsRead": "Count",
    "RowsRejected": "Count",
    "RejectPercent": "Percent",
}
"""Every figure that is told, with its unit as CloudWatch calls it."""


class Log(EventProgress):
    """Writes lines of JSON; as `Progress` it has one for each stage of a load, when it is done.

    `function` and `request` are what Lambda calls this function and this call of it.
    """

    def __init__(self, stream: TextIO, function: str, request: str) -> None:
        super().__init__(stream)
        self._function = function
        self._request = request

    def write(self, event: str, said: Mapping[str, object], level: str = "INFO") -> None:
        """One line: when, how bad, what, for which call, and what is said of it."""
        super().write(event, {"level": level, "requestId": self._request, **said})

    def measure(
        self,
        event: str,
        figures: Mapping[str, float],
        said: Mapping[str, object],
        level: str = "INFO",
    ) -> None:
        """A line with figures of `UNITS`, of which CloudWatch makes metrics."""
        metrics = [{"Name": name, "Unit": UNITS[name]} for name in figures]
        directive = {"Namespace": NAMESPACE, "Dimensions": [[DIMENSION]], "Metrics": metrics}
        told = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [directive]}
        self.write(event, {"_aws": told, DIMENSION: self._function, **figures, **said}, level)

    def tell(self, sentence: str) -> None:
        """What a load tells its user while it goes on, such as that it waits for another."""
        self.write("told", {"message": sentence})
