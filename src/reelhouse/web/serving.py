"""How a house is served: where, to whom, and within which bounds."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

    from reelhouse.settings import Settings


@dataclass(frozen=True)
class Serving:
    """What `serve` is told.

    `tokens` is the file of those who may come, `proxy_header` the header in which a proxy names
    them, with `proxy_role` for all of these; without both, access is open. `max_age` is how old
    the newest delivery may be for the service to be ready. A caller may ask `requests_a_minute`.
    `queries` go on at the same time; a further one waits `patience` seconds for its turn, and
    each may take `time_limit` seconds.
    """

    settings: Settings
    host: str = "127.0.0.1"
    port: int = 8000
    tokens: Path | None = None
    proxy_header: str | None = None
    proxy_role: Role = Role.READER
    max_age: timedelta | None = None
    requests_a_minute: int = 600
    queries: int = 4
    patience: float = 2.0
    time_limit: float = 30.0

    @property
    def is_open(self) -> bool:
        """Whether everybody who reaches the address may ask."""
        return self.tokens is None and self.proxy_header is None

    @property
    def is_loopback(self) -> bool:
        """Whether the address is reached from this machine alone."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def require_guarded(serving: Serving) -> None:
    """Raise UsageError where others could reach the address and nothing would keep them out."""
    if serving.proxy_header is not None:
        return
    if serving.tokens is not None and Tokens(serving.tokens).all():
        return
    if serving.tokens is not None:
        raise UsageError(
            f"{serving.tokens}: holds no token, so nobody could come in; "
            "`reelhouse token create NAME` makes one"
        )
    if not serving.is_loopback:
        raise UsageError(
            f"{serving.host} can be reached from other machines, and nothing says who may come: "
            "make a token with `reelhouse token create NAME`, or give --trust-proxy-header NAME "
            "behind a proxy that signs people in, or serve on 127.0.0.1"
        )
