"""How far a load has come: what the stages report and a display shows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stage(Protocol):
    """A stage that has begun. One that an error ended is never finished."""

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - the unit is the name
        """Bytes and rows that the stage has dealt with since the last call.

        It may come from another thread than `finish`.
        """

    def finish(self) -> None:
        """The stage is done."""


class Progress(Protocol):
    """Receives what a load does; several stages can be open at once, in threads of their own.

    Stages are `keep`, `read`, `repair`, `literals`, `tables`, `compare`, `publish`, `marts` and
    `check`; on a server `copy`, `index`, `references` and `change`; and `clean` of many
    deliveries. `file` is the file of the delivery that the stage works on, the warehouse, or the
    deliveries.
    """

    def start(self, file: str, stage: str, total_bytes: int | None) -> Stage:
        """A stage begins; `total_bytes` is how much it will read, where that is known."""


@contextmanager
def stage(progress: Progress, name: str, file: str = "warehouse") -> Iterator[Stage]:
    """A stage that lasts as long as the block; an error leaves it unfinished."""
    begun = progress.start(file, name, None)
    yield begun
    begun.finish()


class Silent:
    """Shows nothing."""

    def start(self, file: str, stage: str, total_bytes: int | None) -> Silent:  # noqa: ARG002 as Progress has it
        """Nothing is shown."""
        return self

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """Nothing is shown."""

    def finish(self) -> None:
        """Nothing is shown."""
