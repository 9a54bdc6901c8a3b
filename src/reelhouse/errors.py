"""Everything that can go wrong, as one tree; each branch has an exit code of its own.

ReelhouseError
├── UsageError          2   what was asked for does not exist or is not allowed
│   ├── NotFoundError   2   there is nothing of that name, id or label
│   └── ContradictionError
│                       2   values that are allowed alone, and not together
├── DeliveryError       3   the delivery cannot be read as one
│   ├── LateError       3   the delivery that is expected has not come, or not all of it
│   └── TooLargeError   3   more than can be loaded where it was to be
│       └── OutOfTimeError
│                       3   more than what is left of the time is enough for
├── RejectRateError     4   too much of the delivery is damaged to publish it
├── IntegrityError      5   a check does not hold
├── LakeError           6   the lake refuses: a conflict, or damage
│   └── TakenError      6   somebody else has written there first
├── WarehouseError      7   the warehouse cannot be opened, read or replaced
│   ├── BusyError       7   as many queries go on as may
│   ├── DamagedError    7   what lies in its file is not what was written there
│   ├── DeniedError     7   a server does not let us see it
│   ├── NoWarehouseError
│   │                   7   nothing was ingested into it yet
│   └── StoppedError    7   a query was stopped before its end
├── MissingExtraError   8   an optional package is not installed
├── UnreachableError    9   a store cannot be reached now; the same may succeed later
│   └── TransientError   9   a server gave it up: what was begun can be done again
├── LockedError        10   another load is writing the warehouse
├── StorageError       11   the disk is full or cannot be written
└── StaleError         12   the newest delivery is older than it may be

A message names the file and line, what was found, what was expected, and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class ReelhouseError(Exception):
    """Root of the tree; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 1


class UsageError(ReelhouseError):
    """What was asked for does not exist or is not allowed."""

    exit_code = 2


class NotFoundError(UsageError):
    """There is nothing of that name, id or label."""


class ContradictionError(UsageError):
    """Values are asked for that are allowed alone, and not together."""


class DeliveryError(ReelhouseError):
    """The delivery cannot be read as one."""

    exit_code = 3


class LateError(DeliveryError):
    """The delivery that is expected has not come, or not all of it."""


class TooLargeError(DeliveryError):
    """The delivery is more than can be loaded where it was to be."""


class OutOfTimeError(TooLargeError):
    """What is left of the time is too short for the delivery; all of it would be enough."""


class RejectRateError(ReelhouseError):
    """Too much of the delivery is damaged to publish it."""

    exit_code = 4


class IntegrityError(ReelhouseError):
    """A check does not hold."""

    exit_code = 5


class LakeError(ReelhouseError):
    """The lake refuses: a conflict, or damage."""

    exit_code = 6


class TakenError(LakeError):
    """Somebody else has written there first."""


class WarehouseError(ReelhouseError):
    """The warehouse cannot be opened, read or replaced."""

    exit_code = 7


class BusyError(WarehouseError):
    """As many queries go on as may; the same may succeed a moment later."""


class NoWarehouseError(WarehouseError):
    """Nothing was ingested into the warehouse yet."""


class DamagedError(WarehouseError):
    """What lies in a warehouse's file is not what was written there."""


class DeniedError(WarehouseError):
    """The role that a server's warehouse is read with may not see what was asked for."""


class StoppedError(WarehouseError):
    """A query was stopped before its end."""


class MissingExtraError(ReelhouseError):
    """An optional package is not installed."""

    exit_code = 8


class UnreachableError(ReelhouseError):
    """A store cannot be reached now; the same may succeed later."""

    exit_code = 9


class TransientError(UnreachableError):
    """A server gave up what was asked of it, for a reason that passes; it can be asked again."""


class LockedError(ReelhouseError):
    """Another load is writing the warehouse."""

    exit_code = 10


class StorageError(ReelhouseError):
    """The disk is full or cannot be written."""

    exit_code = 11


class StaleError(ReelhouseError):
    """The newest delivery is older than it may be."""

    exit_code = 12
