"""The warehouse's URL with the login that a secret holds."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from reelhouse.errors import UsageError
from reelhouse.settings import WAREHOUSE_VARIABLE, is_on_server, is_on_snowflake
from reelhouse.warehouse.snowflake.key import KEY_VARIABLE, PASSPHRASE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reelhouse.aws.environment import Environment
    from reelhouse.aws.services import Services

KEY = "private_key"
"""What a secret calls the key, and with `_passphrase` behind it what opens it."""


@contextmanager
def logged_in(environment: Environment, services: Services) -> Iterator[str]:
    """The URL of the warehouse with its login, as the secret holds it now.

    A private key is no part of a URL. It is where Snowflake's part looks for it, within the block:
    in a variable of this process. It is never on a disk.
    """
    secret = services.secret(environment.secret) if environment.secret else None
    url = warehouse_url(environment.settings.warehouse, secret)
    key = private_key(url, secret)
    before = {name: os.environ.get(name) for name in key}
    os.environ.update(key)
    try:
        yield url
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def private_key(url: str, secret: str | None) -> dict[str, str]:
    """The variables for the key that a secret holds for Snowflake; none where it holds none."""
    if secret is None or not is_on_snowflake(url) or _is_url(secret):
        return {}
    held = _read(secret, url)
    if KEY not in held:
        return {}
    return {
        KEY_VARIABLE: str(held[KEY]),
        PASSPHRASE_VARIABLE: str(held.get(f"{KEY}_passphrase") or ""),
    }


def warehouse_url(given: str, secret: str | None) -> str:
    """The URL of a warehouse on a server, `given` with what a secret's text adds to it.

    The text is a whole URL, or JSON with `url`, or with `username` and `password` as RDS and
    Secrets Manager write it; there `host`, `port` and `dbname` count where `given` has none. For
    Snowflake it may have `private_key` instead of the password, which is no part of the URL. Raises
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
    if _is_url(secret):
        return secret.strip()
    held = _read(secret, given)
    if "url" in held:
        return str(held["url"])
    parts = urlsplit(given if "://" in given else "postgresql:///")
    place = parts.netloc.rpartition("@")[2] or str(held.get("host") or "")
    if not parts.netloc and place and held.get("port"):
        place += f":{held['port']}"
    names = ("username",) if _has_key(held, given) else ("username", "password")
    login = ":".join(quote(str(held[name]), safe="") for name in names)
    path = parts.path.strip("/") or quote(str(held.get("dbname") or ""), safe="")
    return parts._replace(netloc=f"{login}@{place}", path=f"/{path}").geturl()


def _is_url(secret: str) -> bool:
    return "://" in secret.partition("{")[0]


def _has_key(held: Mapping[str, Any], url: str) -> bool:
    """Whether a key lets in: nobody but Snowflake knows keys."""
    return is_on_snowflake(url) and KEY in held


def _read(secret: str, url: str) -> dict[str, Any]:
    try:
        held = json.loads(secret)
    except ValueError:
        held = None
    if isinstance(held, dict):
        lets_in = KEY if _has_key(held, url) else "password"
        if "url" in held or {"username", lets_in} <= held.keys():
            return held
    raise UsageError(
        "the secret of the warehouse is neither a URL nor JSON with username and password, or for "
        f"Snowflake with username and {KEY}; store it as one of these"
    )
