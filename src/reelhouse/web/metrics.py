"""What is counted and measured, for Prometheus."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from reelhouse.errors import ReelhouseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from reelhouse.web.current import Current

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The metrics of one application."""

    def __init__(self, current: Current) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Standing(current))
        self._requests = Counter(
            "reelhouse_requests",
            "Requests, by the pattern of their address and by status",
            ["route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "reelhouse_request_seconds",
            "Seconds until an answer begins, by the pattern of the address",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._rows = Counter(
            "reelhouse_rows_served",
            "Rows in answers, by the pattern of the address",
            ["route"],
            registry=self._registry,
        )

        # Finding a metric by its labels costs more than counting.
        self._requests_of = cache(self._requests.labels)
        self._seconds_of = cache(self._seconds.labels)
        self._rows_of = cache(self._rows.labels)

    def count(self, route: str, status: int, seconds: float, rows: int) -> None:
        """Count one request."""
        self._requests_of(route, str(status)).inc()
        self._seconds_of(route).observe(seconds)
        if rows:
            self._rows_of(route).inc(rows)

    def exposition(self) -> bytes:
        """All metrics in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Standing(Collector):
    """Where the warehouse stands, at the moment at which it is asked."""

    def __init__(self, current: Current) -> None:
        self._current = current

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("reelhouse_warehouse_up", "Whether the warehouse can be read")
        try:
            with self._current.opened() as opened:
                standing = opened.standing
        except ReelhouseError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        if standing.cleaned_at is None:
            return
        yield GaugeMetricFamily(
            "reelhouse_delivery_timestamp_seconds",
            "When the newest delivery was cleaned",
            value=standing.cleaned_at.timestamp(),
        )
        yield GaugeMetricFamily(
            "reelhouse_delivery_rejected_rows",
            "Rows of the newest delivery that were rejected",
            value=standing.rows_rejected or 0,
        )
