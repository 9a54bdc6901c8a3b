"""Work for several sessions of the server at once."""

from __future__ import annotations

import os
import socket
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import psycopg

    from reelhouse.warehouse.postgres.server import Server
    from reelhouse.workbench import Lane, Workbench

    Task = Callable[[Lane, psycopg.Connection[Any]], None]

SESSIONS = 2

_CANCEL_SECONDS = 5
_SECONDS_BETWEEN_STOPS = 0.05


def in_sessions(bench: Workbench, server: Server, tasks: Iterable[Task]) -> None:
    """Do all tasks, the first ones first, as many at once as there are sessions.

    Each has a lane of the workbench and a session of the server to itself. After an error no other
    task begins, and those at work are stopped.
    """
    todo: SimpleQueue[Task] = SimpleQueue()
    for task in tasks:
        todo.put(task)
    working: list[tuple[Lane, psycopg.Connection[Any]]] = []
    whether_it_works = Lock()

    def work() -> None:
        with bench.lane() as lane, closing(server.connect()) as connection:
            session = (lane, connection)
            working.append(session)
            try:
                with server.errors_told():
                    for task in _left(todo):
                        task(lane, connection)
            finally:
                with whether_it_works:
                    working.remove(session)

    with ThreadPoolExecutor(SESSIONS) as pool:
        futures = [pool.submit(work) for _ in range(SESSIONS)]
        try:
            wait(futures, return_when=FIRST_EXCEPTION)
            for each in futures:
                if each.done():
                    each.result()
        except BaseException:
            for _ in _left(todo):
                pass
            while wait(futures, _SECONDS_BETWEEN_STOPS).not_done:
                with whether_it_works:
                    for lane, connection in working:
                        lane.stop()
                        _end(connection)
            raise


def _left(todo: SimpleQueue[Task]) -> Iterator[Task]:
    while True:
        try:
            yield todo.get_nowait()
        except Empty:
            return


def _end(connection: psycopg.Connection[Any]) -> None:
    """End what a session is doing, wherever its thread waits.

    The server is told, or it would go on to the end; where it cannot be, shutting the socket down
    wakes the thread. Only that thread may close the connection.
    """
    import psycopg

    with suppress(psycopg.Error):
        connection.cancel_safe(timeout=_CANCEL_SECONDS)
    with suppress(psycopg.Error, OSError), socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)
