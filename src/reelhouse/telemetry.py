"""Traces and metrics for OpenTelemetry: of loads by stage, of the web application by request.

They are sent where the variables of OpenTelemetry say, such as `OTEL_EXPORTER_OTLP_ENDPOINT`; where
that is not set, nothing is loaded and nothing is measured.
https://opentelemetry.io/docs/specs/otel/protocol/exporter/
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reelhouse.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from reelhouse.progress import Progress, Stage

ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)
NAME = "reelhouse"


def is_asked_for() -> bool:
    """Whether somebody has said where traces and metrics go."""
    is_off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    return not is_off and any(os.environ.get(name) for name in ENDPOINTS)


@contextmanager
def traced(command: str, shown: Progress) -> Iterator[Progress]:
    """What a load tells its progress to: what shows it, and a trace with a span a stage.

    The span of the whole, named after the `command`, ends with the block, and holds the error
    that ended it. What is measured is sent before the block ends. MissingExtraError where traces
    are asked for and the packages are not there.
    """
    if not is_asked_for():
        yield shown
        return
    traces, metrics = _providers()
    tracer = traces.get_tracer(NAME)
    try:
        with tracer.start_as_current_span(command):
            yield _Traced(shown, tracer, metrics.get_meter(NAME))
    finally:
        traces.shutdown()
        metrics.shutdown()


def trace_requests(app: Flask) -> tuple[Any, ...]:
    """Have each request of an application traced and measured, where that is asked for.

    Gives what sends both now and then, and at once when it is shut down. MissingExtraError as of
    `traced`.
    """
    if not is_asked_for():
        return ()
    traces, metrics = _providers()
    from opentelemetry.instrumentation.flask import FlaskInstrumentor

    instrumentor: Any = FlaskInstrumentor()
    instrumentor.instrument_app(app, tracer_provider=traces, meter_provider=metrics)
    return traces, metrics


def _providers() -> tuple[Any, Any]:
    """Where spans and measurements go."""
    try:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise MissingExtraError(
            f"{ENDPOINTS[0]} asks for traces: pip install 'reelhouse[otel]'"
        ) from error
    name = os.environ.get("OTEL_SERVICE_NAME", NAME)
    resource = Resource.create({SERVICE_NAME: name})
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    return traces, MeterProvider(metric_readers=[reader], resource=resource)


class _Traced:
    """Progress that is shown, and traced as children of the span that is current now."""

    def __init__(self, shown: Progress, tracer: Any, meter: Any) -> None:
        from opentelemetry import context

        self._shown = shown
        self._tracer = tracer
        # Stages begin in threads of their own, which know of no current span.
        self._parent = context.get_current()
        self._seconds = meter.create_histogram("reelhouse.stage.duration", "s")
        self._rows = meter.create_counter("reelhouse.stage.rows", "{row}")
        self._bytes = meter.create_counter("reelhouse.stage.bytes", "By")

    def start(self, file: str, stage: str, total_bytes: int | None) -> _TracedStage:
        """See Progress."""
        told = {"reelhouse.file": file, "reelhouse.stage": stage}
        span = self._tracer.start_span(stage, context=self._parent, attributes=told)
        shown = self._shown.start(file, stage, total_bytes)
        return _TracedStage(shown, span, told, (self._seconds, self._rows, self._bytes))


class _TracedStage:
    """A stage whose span ends with it; one that an error ended is never sent."""

    def __init__(
        self, shown: Stage, span: Any, told: dict[str, str], measures: tuple[Any, Any, Any]
    ) -> None:
        self._shown = shown
        self._span = span
        self._told = told
        self._seconds, self._rows, self._bytes = measures
        self._began = time.monotonic()

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """See Stage."""
        self._shown.advance(bytes, rows)
        self._rows.add(rows, self._told)
        self._bytes.add(bytes, self._told)

    def finish(self) -> None:
        """See Stage."""
        self._shown.finish()
        self._seconds.record(time.monotonic() - self._began, self._told)
        self._span.end()
