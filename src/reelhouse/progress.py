"""How far a load has come: what the stages report and a display shows."""

from __future__ import annotations

from typing import Protocol


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

    Stages are `keep`, `read`, `repair`, `literals`, `tables`, `compare`, `publish`, `marts`,
    `check`, and `clean` of many deliveries. `file` is the file of the delivery that the stage
    works on, the warehouse, or the deliveries.
    """

    def start(self, file: str, stage: str, total_bytes: int | None) -> Stage:
        """A stage begins; `total_bytes` is how much it will read, where that is known."""


class Silent:
    """Shows nothing."""

    def start(self, file: str, stage: str, total_bytes: int | None) -> Silent:  # noqa: ARG002
        """Nothing is shown."""
        return self

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Stage
        """Nothing is shown."""

    def finish(self) -> None:
        """Nothing is shown."""
