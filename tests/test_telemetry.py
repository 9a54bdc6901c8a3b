"""Traces and metrics reach a collector, as OpenTelemetry's own protocol has them."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

import reelhouse
from reelhouse.errors import DeliveryError, MissingExtraError
from reelhouse.progress import Silent
from reelhouse.telemetry import ENDPOINTS, trace_requests, traced

if TYPE_CHECKING:
    from collections.abc import Iterator

CUT = Path(__file__).parent / "data" / "real"


class Collector:
    """What was sent to it: spans, and the points of each metric by name."""

    def __init__(self) -> None:
        self.spans: list[Any] = []
        self.points: dict[str, list[Any]] = {}

    def take(self, path: str, body: bytes) -> None:
        if path == "/v1/traces":
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    self.spans += scope.spans
        else:
            for resource in ExportMetricsServiceRequest.FromString(body).resource_metrics:
                for scope in resource.scope_metrics:
                    for metric in scope.metrics:
                        found = metric.sum.data_points or metric.histogram.data_points
                        self.points.setdefault(metric.name, []).extend(found)


@contextmanager
def running(collector: Collector) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.take(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    made = Collector()
    with running(made) as address:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        yield made


def told(attributes: Any) -> dict[str, Any]:
    return {each.key: each.value.string_value for each in attributes}


def test_a_load_is_a_trace_with_a_span_for_each_stage(collector: Collector, tmp_path: Path) -> None:
    with (
        reelhouse.open(tmp_path / "warehouse.duckdb", lake=tmp_path / "lake") as house,
        traced("ingest", Silent()) as progress,
    ):
        house.ingest(CUT, drop="2017-11", progress=progress)
    [whole] = [span for span in collector.spans if span.name == "ingest"]
    stages = [span for span in collector.spans if span is not whole]
    assert {span.trace_id for span in stages} == {whole.trace_id}
    assert {span.parent_span_id for span in stages} == {whole.span_id}
    assert {"read", "literals", "publish", "marts", "check"} <= {span.name for span in stages}
    read = {told(span.attributes)["reelhouse.file"] for span in stages if span.name == "read"}
    assert {"movies_metadata", "credits", "keywords", "links"} <= read
    rows = {
        told(point.attributes)["reelhouse.file"]: point.as_int
        for point in collector.points["reelhouse.stage.rows"]
        if told(point.attributes)["reelhouse.stage"] == "read"
    }
    assert rows["movies_metadata"] == 700
    assert sum(point.count for point in collector.points["reelhouse.stage.duration"]) == len(stages)


def test_a_load_that_fails_says_so_in_its_trace(collector: Collector, tmp_path: Path) -> None:
    with (
        reelhouse.open(tmp_path / "warehouse.duckdb", lake=tmp_path / "lake") as house,
        pytest.raises(DeliveryError),
        traced("ingest", Silent()) as progress,
    ):
        house.ingest(tmp_path, drop="2017-11", progress=progress)
    [whole] = [span for span in collector.spans if span.name == "ingest"]
    [event] = whole.events
    assert told(event.attributes)["exception.type"] == "reelhouse.errors.DeliveryError"


def test_each_request_is_a_trace(collector: Collector) -> None:
    from flask import Flask

    app = Flask("traced")
    app.add_url_rule("/films/<name>", "film", lambda name: name)
    providers = trace_requests(app)
    assert app.test_client().get("/films/heat").status_code == 200
    for each in providers:
        each.shutdown()
    [span] = collector.spans
    assert span.name == "GET /films/<name>"


def test_nothing_is_measured_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENDPOINTS:
        monkeypatch.delenv(name, raising=False)
    shown = Silent()
    with traced("ingest", shown) as progress:
        assert progress is shown
    monkeypatch.setenv(ENDPOINTS[0], "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    with traced("ingest", shown) as progress:
        assert progress is shown


def test_without_the_packages_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(ENDPOINTS[0], "http://127.0.0.1:9")
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry.sdk.resources", None)
    with (
        pytest.raises(MissingExtraError, match=r"pip install 'reelhouse\[otel\]'"),
        traced("ingest", Silent()),
    ):
        pass
