"""The container that a task of ECS runs in, as ECS describes it.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
"""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE = "ECS_CONTAINER_METADATA_URI_V4"
_SECONDS = 5


def memory_mb(variables: Mapping[str, str]) -> int | None:
    """The megabytes of memory that the task has, None where nobody says."""
    address = variables.get(_VARIABLE)
    if not address:
        return None
    try:
        # It is an address of the container's own, to which no proxy leads.
        with build_opener(ProxyHandler({})).open(f"{address}/task", timeout=_SECONDS) as answer:
            return int(json.load(answer)["Limits"]["Memory"])
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return None
