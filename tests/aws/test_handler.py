"""The handler under Lambda's own runtime client, with a real S3, a real PostgreSQL, and moto's
Secrets Manager, SQS and SNS over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.aws.function import FunctionError
from tests.lake.months import Month
from tests.s3server import PRIVATE
from tests.states import answers, tables, violations

import reelhouse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.aws.conftest import Deployed

FILMS = {1: {"popularity": "1.5", "budget": 0}, 2: {"popularity": "2.25", "budget": 5000}}
OCTOBER = Month(
    "2026-10", "snapshot", FILMS, {1: frozenset([70])}, {(1, 11): ("0.5", 900_000_000)}
)
NOVEMBER = Month("2026-11", "snapshot", {2: FILMS[2]}, None, None)


def arrived(deployed: Deployed, key: str) -> dict[str, Any]:
    """As EventBridge sends it."""
    return {
        "version": "0",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "detail": {
            "bucket": {"name": PRIVATE},
            "object": {"key": f"{deployed.inbox}{key}", "size": 0},
            "reason": "PutObject",
        },
    }


def test_a_delivery_that_comes_is_loaded_and_its_second_event_finds_nothing_to_do(
    deployed: Deployed, tmp_path: Path
) -> None:
    function = deployed.function()
    folder = OCTOBER.write(tmp_path)
    event = arrived(deployed, "2026-10/movies_metadata.csv")
    deployed.s3.put_folder(PRIVATE, f"{deployed.inbox}2026-10", folder)
    [early] = function.call(event)["results"]
    assert early["outcome"] == "waiting"
    assert early["missing"] == ["credits", "links_small", "ratings_small"]
    deployed.put("2026-10", folder)
    event = arrived(deployed, "2026-10/_SUCCESS")
    [first] = function.call(event)["results"]
    assert (first["outcome"], first["label"], first["warehouse"]) == ("loaded", "2026-10", "built")
    [second] = function.call(event)["results"]
    assert (second["outcome"], second["warehouse"]) == ("known", "none")
    with reelhouse.open(deployed.url) as house:
        assert house.standing.as_of == "2026-10"
