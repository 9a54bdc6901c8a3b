"""The warehouse's URL with the login that a secret holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from reelhouse.errors import UsageError
from reelhouse.settings import WAREHOUSE_VARIABLE, is_on_server

if TYPE_CHECKING:
    from reelhouse.aws.environment import Environment
    from reelhouse.aws.services import Services


def login(environment: Environment, services: Services) -> str:
    """The URL of the warehouse with its login, as the secret holds it now."""
    secret = services.secret(environment.secret) if environment.secret else None
    return warehouse_url(environment.settings.warehouse, secret)


def warehouse_url(given: str, secret: str | None) -> str:
    """The URL of a warehouse on a server, `given` with what a secret's text adds to it.

    The text is a whole URL, or JSON with `url`, or with `username` and `password` as RDS and
    Secrets Manager write it; there `host`, `port` and `dbname` count where `given` has none. Raises
    UsageError, which tells nothing of the secret.
    """
    url = given if secret is None else _with_login(given, secret)
    if not is_on_server(url):
        # What it is instead is not told: there may be a password in it.
        raise UsageError(
            "the warehouse of a function is on a server, since its own disk does not last: set "
            f"{WAREHOUSE_VARIABLE} to postgresql://host/database or snowflake://account/database"
        )
    return url


def _with_login(given: str, secret: str) -> str:
    if "://" in secret.partition("{")[0]:
        return secret.strip()
    held = _read(secret)
    if "url" in held:
        return str(held["url"])
    parts = urlsplit(given if "://" in given else "postgresql:///")
    place = parts.netloc.rpartition("@")[2] or str(held.get("host") or "")
    if not parts.netloc and place and held.get("port"):
        place += f":{held['port']}"
    login = ":".join(quote(str(held[name]), safe="") for name in ("username", "password"))
    path = parts.path.strip("/") or quote(str(held.get("dbname") or ""), safe="")
    return parts._replace(netloc=f"{login}@{place}", path=f"/{path}").geturl()


def _read(secret: str) -> dict[str, Any]:
    try:
        held = json.loads(secret)
    except ValueError:
        held = None
    if isinstance(held, dict) and ("url" in held or {"username", "password"} <= held.keys()):
        return held
    raise UsageError(
        "the secret of the warehouse is neither a URL nor JSON with username and password; store "
        "it as one of these"
    )
