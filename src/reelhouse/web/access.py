"""Who asks, what they may see, and how often they may ask."""

from __future__ import annotations

import base64
import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reelhouse.web.problems import Problem
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.datastructures import Headers

    from reelhouse.web.serving import Serving

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_MANY = 10_000
_ROUNDING = 1e-6
_ASKED_FOR = 'Bearer realm="reelhouse", Basic realm="the token is the password", charset="UTF-8"'


@dataclass(frozen=True)
class Caller:
    """Who asks; `name` is empty where access is open."""

    name: str
    role: Role


class Access:
    """Lets callers in, each as often as is allowed."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._tokens = Tokens(serving.tokens) if serving.tokens else None
        self._allowance = Allowance(serving.requests_a_minute)

    def caller(self, headers: Headers) -> Caller:
        """Who asks with these headers; a Problem of status 401 or 429 where they may not."""
        if self._serving.is_open:
            self._require_own_name(headers.get("Host", ""))
            return Caller("", Role.OPERATOR)
        caller = self._by_token(headers) or self._by_proxy(headers)
        if caller is None:
            raise Problem(
                401,
                "this address asks for a token: send it as `Authorization: Bearer TOKEN`, or give "
                "it as the password, with any name, where a browser asks for one",
                headers={"WWW-Authenticate": _ASKED_FOR},
            )
        wait = self._allowance.spend(caller.name)
        if wait:
            raise Problem(
                429,
                f"{caller.name} may ask {self._serving.requests_a_minute} times a minute; "
                f"ask again in {wait} s",
                headers={"Retry-After": str(wait)},
            )
        return caller

    def _require_own_name(self, host: str) -> None:
        """Keep out a page of another site that has its own name lead to this machine."""
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            name = None
        if name not in {*_LOCAL_NAMES, self._serving.host}:
            raise Problem(
                400,
                f"this is not {host!r}: ask for localhost, or serve with tokens or behind a proxy",
                parameter="Host",
            )

    def _by_token(self, headers: Headers) -> Caller | None:
        secret = _secret(headers.get("Authorization", ""))
        if self._tokens is None or secret is None:
            return None
        token = self._tokens.holder(secret, datetime.now(UTC))
        return None if token is None else Caller(token.name, token.role)

    def _by_proxy(self, headers: Headers) -> Caller | None:
        name = headers.get(self._serving.proxy_header) if self._serving.proxy_header else None
        return Caller(name, self._serving.proxy_role) if name else None


def _secret(authorization: str) -> str | None:
    """The token that a program bears, or that a browser sends as a password (RFC 7617)."""
    scheme, _, said = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return said.strip()
    if scheme.lower() != "basic":
        return None
    try:
        _, _, password = base64.b64decode(said, validate=True).decode().partition(":")
    except ValueError:
        return None
    return password.strip()


class Allowance:
    """So many requests a minute for each name, and no more at once than in ten seconds."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds_each = 60 / a_minute
        self._burst = max(10.0, self._seconds_each)
        self._clock = clock
        self._paid_until: dict[str, float] = {}
        self._lock = Lock()

    def spend(self, name: str) -> int:
        """Count one request; gives 0, or the whole seconds to wait where it is one too many."""
        now = self._clock()
        with self._lock:
            paid_until = max(self._paid_until.get(name, now), now) + self._seconds_each
            too_early = paid_until - now - self._burst
            if too_early > _ROUNDING:
                return math.ceil(too_early)
            if len(self._paid_until) >= _MANY:
                self._paid_until = {k: v for k, v in self._paid_until.items() if v > now}
            self._paid_until[name] = paid_until
        return 0
