"""A TCP proxy on this machine that cuts connections after so many bytes."""

from __future__ import annotations

import contextlib
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK_BYTES = 4096


class Proxy:
    """Passes bytes on in both directions, but of what comes back only as many as allowed.

    `each` is how many bytes one connection may bring, `total` how many all of them together may;
    None is no limit. The next answer that begins with `lose` is swallowed, and its connection cut.
    `connections` and `swallowed` count the connections that were made and the answers swallowed.
    """

    def __init__(self, target: int) -> None:
        self.each: int | None = None
        self.total: int | None = None
        self.lose: bytes | None = None
        self.connections = 0
        self.swallowed = 0
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Cut the connections that are open now; others may be made."""
        with self._lock:
            for each in self._open:
                _cut(each)
            self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            with self._lock:
                self.connections += 1
                self._open |= {client, server}
            threading.Thread(target=self._forward, args=(client, server), daemon=True).start()
            threading.Thread(target=self._back, args=(server, client), daemon=True).start()

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(_CHUNK_BYTES):
                server.sendall(data)
        self._end(client, server)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        left = self.each
        with contextlib.suppress(OSError):
            while data := server.recv(_CHUNK_BYTES):
                allowed = self._allowed(data, left)
                client.sendall(data[:allowed])
                if allowed < len(data):
                    break
                left = None if left is None else left - allowed
        self._end(client, server)

    def _allowed(self, data: bytes, left: int | None) -> int:
        with self._lock:
            if self.lose is not None and data.startswith(self.lose):
                self.lose = None
                self.swallowed += 1
                return 0
            allowed = min(each for each in (len(data), left, self.total) if each is not None)
            if self.total is not None:
                self.total -= allowed
        return allowed

    def _end(self, *ends: socket.socket) -> None:
        with self._lock:
            for each in self._open.intersection(ends):
                _cut(each)
            self._open -= set(ends)


def _cut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def running(target: int) -> Iterator[Proxy]:
    """A proxy to a port of this machine."""
    proxy = Proxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
