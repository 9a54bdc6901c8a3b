"""How much memory a task has is what ECS says, where it says anything."""

from __future__ import annotations

import json

import pytest
from tests.aws.ecs import described
from tests.ports import free_ports

from reelhouse.aws.container import memory_mb


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (json.dumps({"TaskARN": "x", "Limits": {"CPU": 2, "Memory": 8192}}), 8192),
        (json.dumps({"TaskARN": "x"}), None),
        (json.dumps([]), None),
        ("<html>", None),
    ],
)
def test_the_memory_is_the_limit_of_the_task(text: str, wanted: int | None) -> None:
    with described(text) as address:
        assert memory_mb({"ECS_CONTAINER_METADATA_URI_V4": address}) == wanted


def test_where_nobody_says_nothing_is_known() -> None:
    [nobody] = free_ports(1)
    assert memory_mb({}) is None
    assert memory_mb({"ECS_CONTAINER_METADATA_URI_V4": f"http://127.0.0.1:{nobody}"}) is None
