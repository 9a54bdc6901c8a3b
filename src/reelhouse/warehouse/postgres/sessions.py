"""Work for several sessions of the server at once."""

from __future__ import annotations

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import psycopg

    from reelhouse.warehouse.postgres.server import Server
    from reelhouse.workbench import Lane, Workbench

    Task = Callable[[Lane, psycopg.Connection[Any]], None]

SESSIONS = 2


def in_sessions(bench: Workbench, server: Server, tasks: Iterable[Task]) -> None:
    """Do all tasks, the first ones first, as many at once as there are sessions.

    Each has a lane of the workbench and a session of the server to itself. After an error no other
    task begins, and those at work are stopped.
    """
    todo: SimpleQueue[Task] = SimpleQueue()
    for task in tasks:
        todo.put(task)
    working: list[tuple[Lane, psycopg.Connection[Any]]] = []

    def work() -> None:
        with bench.lane() as lane, closing(server.connect()) as connection:
            working.append((lane, connection))
            while True:
                try:
                    task = todo.get_nowait()
                except Empty:
                    return
                with server.errors_told():
                    task(lane, connection)

    with ThreadPoolExecutor(SESSIONS) as pool:
        futures = [pool.submit(work) for _ in range(SESSIONS)]
        try:
            wait(futures, return_when=FIRST_EXCEPTION)
            for each in futures:
                if each.done():
                    each.result()
        except BaseException:
            while not todo.empty():
                todo.get_nowait()
            for lane, connection in working:
                lane.stop()
                connection.close()
            raise
