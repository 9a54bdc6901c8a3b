"""Where the lake and the warehouse are: as given, else by the environment, else by default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LAKE_VARIABLE = "REELHOUSE_LAKE"
WAREHOUSE_VARIABLE = "REELHOUSE_WAREHOUSE"
DEBUG_VARIABLE = "REELHOUSE_DEBUG"

DEFAULT_LAKE = "reelhouse/lake"
DEFAULT_WAREHOUSE = "reelhouse/warehouse.duckdb"


@dataclass(frozen=True)
class Settings:
    """Where things are; both are kept as they were given."""

    lake: str
    warehouse: str


def resolve(
    lake: str | os.PathLike[str] | None = None,
    warehouse: str | os.PathLike[str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Settle both places; what is given wins over `environment`, that over the defaults.

    `environment` is the process's own where none is given. A variable set to nothing counts as
    not set. The defaults are relative: they mean the working folder at the time of use.
    """
    variables = os.environ if environment is None else environment
    return Settings(
        lake=_first(lake, variables.get(LAKE_VARIABLE), DEFAULT_LAKE),
        warehouse=_first(warehouse, variables.get(WAREHOUSE_VARIABLE), DEFAULT_WAREHOUSE),
    )


def _first(given: str | os.PathLike[str] | None, variable: str | None, default: str) -> str:
    if given is not None and os.fspath(given):
        return os.fspath(given)
    return variable or default
