"""What a task of ECS does: the one load that a function has handed over.

`python -m reelhouse.aws.task ORDER`, with an event that asks for a delivery, `{"ingest": …}`, or
with a letter that holds one. It knows the same variables as the function, has no limit of time, and
tries itself again what may pass, since nobody calls it twice.

It ends with the exit codes of the command line, but with 70 where something unexpected has
happened. It has told everybody of what it ends with, but for 1; of that, and of what leaves it no
time to tell, such as a lack of memory, the template's rule on the ends of tasks tells.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING
from uuid import uuid4

from reelhouse.aws import bounds, container, events
from reelhouse.aws.environment import Environment
from reelhouse.aws.failures import Failures, is_passing
from reelhouse.aws.letter import Letter
from reelhouse.aws.loads import Loads
from reelhouse.aws.log import Log
from reelhouse.aws.login import logged_in
from reelhouse.aws.services import Services
from reelhouse.aws.workplace import workplace
from reelhouse.errors import ReelhouseError, UsageError
from reelhouse.interrupts import INTERRUPTED, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import Event

PAUSES_SECONDS = (30.0, 60.0, 120.0, 240.0)
"""Before the second attempt, and before each one after it."""
UNTOLD = 1
"""What it ends with when nobody could be told, which is also Python's code for an error."""
UNEXPECTED = os.EX_SOFTWARE
"""What it ends with when something unexpected has happened, of which it has told."""


class Task:
    """One load, tried again for as long as it may succeed; `pause` sleeps so many seconds."""

    def __init__(
        self,
        environment: Environment,
        services: Services,
        log: Log,
        memory_mb: int | None,
        pause: Callable[[float], None],
    ) -> None:
        self._environment = environment
        self._services = services
        self._log = log
        self._memory_mb = memory_mb
        self._pause = pause

    def run(self, event: object, failures: Failures, stopped: Event) -> None:
        """Load what an event asks for; raises what is left after the last attempt."""
        for seconds in PAUSES_SECONDS:
            try:
                return self._load(event)
            except Exception as error:
                if stopped.is_set() or not is_passing(error):
                    raise
                failures.log(error)
                self._pause(seconds)
        return self._load(event)

    def _load(self, event: object) -> None:
        match events.read(event):
            case [events.Ingest() as asked]:
                pass
            case _:
                raise UsageError(
                    'a task loads one delivery: expected {"ingest": "s3://bucket/key"}'
                )
        with workplace() as place, logged_in(self._environment, self._services) as url:
            now = bounds.of_task(place, self._memory_mb)
            loads = Loads(self._environment, url, self._log, now)
            loads.load(asked.source, asked.label, asked.terms)


def run(order: str, variables: Mapping[str, str], pause: Callable[[float], None]) -> int:
    """Do what an order says; gives the exit code.

    What fails in the end is told and set aside as by the function. An error is raised where there
    is not enough to tell it with, such as a variable that says what cannot be.
    """
    letter = Letter.read(order, str(uuid4()))
    log = Log(sys.stdout, letter.function, letter.request)
    environment, services = Environment.of(variables), Services()
    failures = Failures(environment, services, log, letter.arn, letter.request)
    task = Task(environment, services, log, container.memory_mb(variables), pause)
    with watched(signal.SIGTERM, signal.SIGINT) as stopped:
        try:
            task.run(letter.event, failures, stopped)
        except (Exception, KeyboardInterrupt) as error:
            if stopped.is_set():
                stop = KeyboardInterrupt("the task was stopped before its load was done")
                return _told(failures, letter.event, stop, INTERRUPTED)
            code = error.exit_code if isinstance(error, ReelhouseError) else UNEXPECTED
            return _told(failures, letter.event, error, code)
    return 0


def _told(failures: Failures, event: object, error: BaseException, code: int) -> int:
    """The code to end with, when all who have to know of an error do; else UNTOLD."""
    failures.log(error)
    try:
        failures.settle(event, error)
    except (Exception, KeyboardInterrupt) as untold:
        # Where there is no queue, the log and the exit code are all there is.
        if untold is not error:
            failures.log(untold)
            return UNTOLD
    return code


if __name__ == "__main__":
    code = run(sys.argv[-1], os.environ, time.sleep)
    # Who is asked to end from now on ends with the code of what was done.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(code)
