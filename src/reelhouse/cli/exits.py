"""What the command line ends with, in one place; the errors carry the same numbers."""

from __future__ import annotations

from enum import IntEnum

from reelhouse import interrupts


class Exit(IntEnum):
    """An exit code; `meaning` says it in one line."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Exit:
        """A member is its code, and carries its meaning."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    OK = 0, "done"
    UNEXPECTED = 1, "something unexpected happened"
    USAGE = 2, "what was asked for does not exist or is not allowed"
    DELIVERY = 3, "the delivery cannot be read as one"
    REJECT_RATE = 4, "too much of the delivery is damaged to publish it"
    INTEGRITY = 5, "a check does not hold"
    LAKE = 6, "the lake refuses: a conflict, or damage"
    WAREHOUSE = 7, "the warehouse cannot be opened, read or replaced"
    MISSING_EXTRA = 8, "an optional package is not installed"
    UNREACHABLE = 9, "a store cannot be reached now; the same may succeed later"
    LOCKED = 10, "another load is writing the warehouse"
    STORAGE = 11, "the disk is full or cannot be written"
    STALE = 12, "the newest delivery is older than it may be"
    INTERRUPTED = interrupts.INTERRUPTED, "interrupted"


def described() -> str:
    """The codes and what they mean, a line each."""
    return "\n".join(f"  {code.value:>3}  {code.meaning}" for code in Exit)
