"""Where things are and how they are reached: as given, else by the environment, else by default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

LAKE_VARIABLE = "REELHOUSE_LAKE"
WAREHOUSE_VARIABLE = "REELHOUSE_WAREHOUSE"
S3_ENDPOINT_VARIABLE = "REELHOUSE_S3_ENDPOINT"
S3_ANONYMOUS_VARIABLE = "REELHOUSE_S3_ANONYMOUS"
TOKENS_VARIABLE = "REELHOUSE_TOKENS"
DEBUG_VARIABLE = "REELHOUSE_DEBUG"
LOG_VARIABLE = "REELHOUSE_LOG"

DEFAULT_LAKE = "reelhouse/lake"
DEFAULT_WAREHOUSE = "reelhouse/warehouse.duckdb"
DEFAULT_TOKENS = "reelhouse/tokens.json"
"""Where tokens are kept for a warehouse that is no file which they could lie beside."""


_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})


_POSTGRES = ("postgresql://", "postgres://")
_SNOWFLAKE = "snowflake://"


@dataclass(frozen=True)
class S3Settings:
    """How S3 is reached.

    `endpoint` is the URL of a compatible store; without one it is AWS, or what AWS's own
    variables and files say. `anonymous` means that requests are not signed, whatever credentials
    there are; they are not signed either where there are none.
    """

    endpoint: str | None = None
    anonymous: bool = False


@dataclass(frozen=True)
class Settings:
    """Where things are; lake and warehouse are kept as they were given."""

    lake: str
    warehouse: str
    s3: S3Settings = S3Settings()


def is_on_postgres(warehouse: str) -> bool:
    """Whether a warehouse is the URL of a PostgreSQL database rather than a file."""
    return warehouse.startswith(_POSTGRES)


def is_on_snowflake(warehouse: str) -> bool:
    """Whether a warehouse is the URL of a database in a Snowflake account."""
    return warehouse.startswith(_SNOWFLAKE)


def is_on_server(warehouse: str) -> bool:
    """Whether a warehouse is the URL of a database of any kind rather than a file."""
    return is_on_postgres(warehouse) or is_on_snowflake(warehouse)


def resolve(
    lake: str | os.PathLike[str] | None = None,
    warehouse: str | os.PathLike[str] | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    s3_endpoint: str | None = None,
    s3_anonymous: bool | None = None,
) -> Settings:
    """Settle everything; what is given wins over `environment`, that over the defaults.

    `environment` is the process's own where none is given. A variable set to nothing counts as
    not set. The defaults are relative: they mean the working folder at the time of use. Raises
    UsageError for a variable that should say yes or no and does not.
    """
    variables = os.environ if environment is None else environment
    return Settings(
        lake=_first(lake, variables.get(LAKE_VARIABLE), DEFAULT_LAKE),
        warehouse=_first(warehouse, variables.get(WAREHOUSE_VARIABLE), DEFAULT_WAREHOUSE),
        s3=S3Settings(
            endpoint=s3_endpoint or variables.get(S3_ENDPOINT_VARIABLE) or None,
            anonymous=is_yes(variables, S3_ANONYMOUS_VARIABLE)
            if s3_anonymous is None
            else s3_anonymous,
        ),
    )


def is_yes(variables: Mapping[str, str], name: str) -> bool:
    """Whether a variable says yes; UsageError for one that says neither yes nor no."""
    said = variables.get(name, "").lower()
    if said not in _YES | _NO:
        raise UsageError(f"{name} says {said!r}; set it to 1 or 0")
    return said in _YES


def _first(given: str | os.PathLike[str] | None, variable: str | None, default: str) -> str:
    if given is not None and os.fspath(given):
        return os.fspath(given)
    return variable or default
