"""The account: how it is reached, and what its errors mean."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from reelhouse.errors import (
    DeniedError,
    MissingExtraError,
    ReelhouseError,
    StoppedError,
    TransientError,
    UsageError,
    WarehouseError,
)
from reelhouse.warehouse.snowflake.key import KEY_VARIABLE, PASSPHRASE_VARIABLE, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from snowflake.connector import SnowflakeConnection
    from snowflake.connector.errors import Error

OPTIONS = (
    *("warehouse", "role", "connection", "authenticator", "private_key_file"),
    *("token_file_path", "host", "port", "protocol", "reports", "stage"),
)
"""What may stand in the query of the URL: the last two for a load, all else for the driver."""

_VARIABLES = {
    "user": "SNOWFLAKE_USER",
    "password": "SNOWFLAKE_PASSWORD",
    "warehouse": "SNOWFLAKE_WAREHOUSE",
    "role": "SNOWFLAKE_ROLE",
    "authenticator": "SNOWFLAKE_AUTHENTICATOR",
    "private_key_file": "SNOWFLAKE_PRIVATE_KEY_FILE",
    "private_key_file_pwd": "SNOWFLAKE_PRIVATE_KEY_FILE_PWD",
    "private_key": KEY_VARIABLE,
    "private_key_passphrase": PASSPHRASE_VARIABLE,
    "token": "SNOWFLAKE_TOKEN",
    "token_file_path": "SNOWFLAKE_TOKEN_FILE_PATH",
}
_CONNECTION_VARIABLE = "SNOWFLAKE_DEFAULT_CONNECTION_NAME"

_LOGIN_SECONDS = 30
_NETWORK_SECONDS = 120
"""After these a request is not sent again; how long a query may take is the account's affair."""

# Numbers of Snowflake's errors, as its documentation and its driver tell them.
ABSENT = (2003, 2043)
"""There is no such object, or it may not be seen: Snowflake does not tell these apart."""
UNKNOWN_COLUMN = 904
_DENIED = 3001
_STOPPED = (604, 630)
_PASSING = (625, 390114)
"""A lock was waited for too long, or the session has come to its end."""
_NO_COMPUTE = 606


class Server:
    """A database in an account, by its URL.

    What the URL leaves open is settled by the variables SNOWFLAKE_USER and the like, else by the
    section of the driver's own file connections.toml that `connection` names.
    """

    def __init__(self, url: str) -> None:
        self.arguments = _arguments(url, os.environ)
        self.stage: str | None = self.arguments.pop("stage", None)
        self.materializes_reports = self.arguments.pop("reports") == "materialized"
        self.database = str(self.arguments["database"])
        self.name = f"snowflake://{self.arguments['account']}/{self.arguments['database']}"

    def connect(self, *, lock_seconds: float | None = None) -> SnowflakeConnection:
        """A connection on which each statement counts by itself, unless in a transaction.

        With `lock_seconds` a statement waits no longer than that for another transaction. Raises
        TransientError where the account cannot be reached now, WarehouseError where it refuses.
        """
        import snowflake.connector

        session: dict[str, Any] = {
            "TIMEZONE": "UTC",
            "QUERY_TAG": "reelhouse",
            "CLIENT_TELEMETRY_ENABLED": False,
        }
        if lock_seconds is not None:
            session["LOCK_TIMEOUT"] = max(1, round(lock_seconds))
        with self.errors_told():
            return snowflake.connector.connect(
                **self.arguments,
                autocommit=True,
                application="Reelhouse",
                login_timeout=_LOGIN_SECONDS,
                network_timeout=_NETWORK_SECONDS,
                platform_detection_timeout_seconds=0.0,
                session_parameters=session,
            )

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Raise an error of Reelhouse's for one of the driver's in the block."""
        import snowflake.connector.errors as errors

        try:
            yield
        except errors.Error as error:
            raise self._told(error) from error

    def _told(self, error: Error) -> ReelhouseError:
        import snowflake.connector.errors as errors

        said = str(error.msg or error).strip()
        if error.errno in _PASSING:
            return TransientError(f"{self.name}: gave up: {said}")
        if error.errno == _DENIED:
            return DeniedError(f"{self.name}: {said}")
        if error.errno in _STOPPED:
            return StoppedError(f"{self.name}: a query was stopped before its end: {said}")
        if error.errno == _NO_COMPUTE:
            return WarehouseError(
                f"{self.name}: {said}\nname one that computes, as {self.name}?warehouse=NAME"
            )
        if isinstance(error, (errors.ForbiddenError, errors.ConfigSourceError)):
            return WarehouseError(f"{self.name}: refuses: {said}")
        # All others that are no errors of the database itself are those of the way to it.
        if isinstance(error, errors.OperationalError) or not isinstance(
            error, errors.DatabaseError
        ):
            return TransientError(f"{self.name}: cannot be reached: {said}")
        return WarehouseError(f"{self.name}: {said}")


def _arguments(url: str, variables: Mapping[str, str]) -> dict[str, Any]:
    """What the driver is told; what was found in a URL that cannot be read is not told.

    A part of a password may be taken for anything.
    """
    try:
        import snowflake.connector  # noqa: F401 told where it is missing
    except ImportError as error:
        raise MissingExtraError(
            'a warehouse on Snowflake needs its driver: run `pip install "reelhouse[snowflake]"`'
        ) from error
    parts = urlsplit(url)
    login, _, account = parts.netloc.rpartition("@")
    database = unquote(parts.path.strip("/"))
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not account or not database or "/" in database or ":" in account or parts.fragment:
        raise WarehouseError(
            "the URL of the warehouse cannot be read: expected "
            "snowflake://user:password@account/database?warehouse=NAME&role=NAME, in whose parts "
            "each of @ : / ? # % is written by its code, such as %40 for @"
        )
    for name in given:
        if name not in OPTIONS:
            raise UsageError(
                f"the URL of the warehouse has an unknown part {name!r}: expected of "
                f"{', '.join(OPTIONS)}"
            )
    user, _, password = login.partition(":")
    said = {"user": unquote(user), "password": unquote(password), **given}
    for name, variable in _VARIABLES.items():
        said[name] = said.get(name) or variables.get(variable, "")
    connection = said.pop("connection", "")
    if not (said["user"] or connection):
        connection = variables.get(_CONNECTION_VARIABLE, "")
    told: dict[str, Any] = {name: value for name, value in said.items() if value}
    if connection:
        told["connection_name"] = connection
    reports, stage = told.get("reports", "views"), told.get("stage", "")
    if not re.fullmatch(r"(\w+\.)*\w*", stage):
        raise UsageError(f"stage={stage}: expected a name, as reelhouse_loading.lake")
    if reports not in ("views", "materialized"):
        raise UsageError(f"reports={reports}: expected views or materialized")
    named = {"reports": reports, "account": account, "database": database}
    return {**_with_key(told), **named}


def _with_key(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the key as the driver takes it, where there is one."""
    opener = "private_key_passphrase"
    taken = {name: value for name, value in told.items() if name != opener}
    if "private_key" in taken:
        taken["private_key"] = opened(taken["private_key"], told.get(opener, ""))
    return taken
