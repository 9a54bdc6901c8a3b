"""The API for programs, version 1: one module a kind of resource."""

from __future__ import annotations

from apiflask import APIBlueprint

from reelhouse.web.api import drops, entities, reports


def blueprint() -> APIBlueprint:
    """All of its resources."""
    made = APIBlueprint("api", __name__, url_prefix="/api/v1")
    reports.mount_on(made)
    entities.mount_on(made)
    drops.mount_on(made)
    return made
