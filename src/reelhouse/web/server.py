"""The server in front of the application."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from reelhouse.errors import UsageError
from reelhouse.telemetry import trace_requests
from reelhouse.web.app import create_app
from reelhouse.web.watch import log_to_stderr

if TYPE_CHECKING:
    from collections.abc import Callable

    from reelhouse.web.serving import Serving

_WAITING = 512
_THREADS_BESIDE_QUERIES = 24
_HEADER_BYTES = 65_536
_HEADER_MILLISECONDS = 10_000
_GRACE_SECONDS = 10


def serve(serving: Serving) -> None:
    """Serve until the process is told to end; requests that go on may end first.

    One process answers in threads: more of them than may ask the warehouse, so that whoever needs
    nothing from it does not wait. Raises UsageError where the address cannot be had.
    """
    address = _address(serving)
    server = Server(
        "reelhouse",
        address=address,
        port=serving.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=_HEADER_MILLISECONDS, max_buffer_size=_HEADER_BYTES
        ),
        websockets=False,
        workers=1,
        blocking_threads=serving.queries + _THREADS_BESIDE_QUERIES,
        backpressure=_WAITING,
        workers_kill_timeout=_GRACE_SECONDS,
        log_enabled=False,
    )

    def load() -> Callable[..., Any]:
        # In the process that answers: DuckDB is opened there, and not before it is forked off.
        log_to_stderr()
        app = create_app(serving)
        trace_requests(app)
        return app

    server.serve(target_loader=load, wrap_loader=False)


def _address(serving: Serving) -> str:
    """The numeric address, which nobody listens on."""
    try:
        [family, _, _, _, (address, *_)] = socket.getaddrinfo(
            serving.host, serving.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, serving.port))
    except OSError as error:
        raise UsageError(
            f"{serving.host}:{serving.port} cannot be served: {error.strerror}; choose another "
            "address with --host and --port"
        ) from error
    return str(address)
