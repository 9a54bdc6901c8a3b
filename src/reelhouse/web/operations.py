"""What those who run it ask: whether it lives, whether it is ready, how it fares."""

from __future__ import annotations

from datetime import UTC, datetime

from apiflask import APIBlueprint
from flask import Response

from reelhouse.output.json import encode
from reelhouse.web.answering import shared
from reelhouse.web.permission import require_operator
from reelhouse.web.problems import Problem

_NEVER_KEPT = {"Cache-Control": "no-store"}

blueprint = APIBlueprint("operations", __name__, enable_openapi=False)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Whether the process answers."""
    return _json({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether the warehouse can be read, and its newest delivery is not too old."""
    with shared().current.opened() as opened:
        standing = opened.standing
    allowed = shared().serving.max_age
    ready: dict[str, object] = {"status": "ok", "as_of": standing.as_of}
    if standing.cleaned_at is None:
        if allowed is not None:
            raise Problem(503, "how old the newest delivery is cannot be seen by who reads it here")
        return _json(ready)
    age = datetime.now(UTC) - standing.cleaned_at
    if allowed is not None and age > allowed:
        raise Problem(
            503,
            f"the newest delivery, {standing.as_of}, was cleaned {age.days} days ago, and may be "
            f"{allowed.days} days old: load a newer one",
        )
    return _json({**ready, "age_seconds": int(age.total_seconds())})


@blueprint.get("/metrics")
def metrics() -> Response:
    """All metrics, for Prometheus."""
    require_operator()
    text = shared().metrics.exposition()
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return Response(text, headers=_NEVER_KEPT, content_type=kind)


def _json(document: dict[str, object]) -> Response:
    return Response(f"{encode(document)}\n", headers=_NEVER_KEPT, content_type="application/json")
