"""What both kinds of warehouse do alike when they are asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reelhouse.errors import NoWarehouseError, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"(?<!:):([a-z_]+)")


def bound(
    sql: str, parameters: Mapping[str, object] | None, written: str
) -> tuple[str, dict[str, object]]:
    r"""A query with its `:name` placeholders as a driver writes them, and the values that occur.

    `written` is how one is written, with `\1` for its name.
    """
    given = parameters or {}
    named = {name: given[name] for name in _PLACEHOLDER.findall(sql)}
    return _PLACEHOLDER.sub(written, sql), named


def nothing_there(name: str) -> NoWarehouseError:
    """The error that nothing was ingested into a warehouse yet."""
    return NoWarehouseError(f"{name}: there is no warehouse yet; `reelhouse ingest` makes it")


def of_another_version(name: str, error: object) -> WarehouseError:
    """The error that a warehouse lacks what this version reads; `error` is the engine's."""
    return WarehouseError(
        f"{name}: is no warehouse of this version of Reelhouse: {error}\n"
        "`reelhouse rebuild` makes it anew from the lake"
    )
