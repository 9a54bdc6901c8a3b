"""How far a load has come: what the stages report and a display shows."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives what a load does; one stage is open at a time.

    Stages are `compare`, `read`, `repair`, `literals`, `tables`, `publish`, `marts`, `check`.
    `file` is the file of the delivery that the stage works on, or the warehouse.
    """

    def start(self, file: str, stage: str, total_bytes: int | None) -> None:
        """A stage begins; `total_bytes` is how much it will read, where that is known."""

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - the unit is the name
        """Bytes and rows that the open stage has dealt with since the last call.

        It may come from another thread than `start` and `finish`.
        """

    def finish(self) -> None:
        """The open stage is done."""


class Silent:
    """Shows nothing."""

    def start(self, file: str, stage: str, total_bytes: int | None) -> None:
        """Nothing is shown."""

    def advance(self, bytes: int, rows: int) -> None:  # noqa: A002 - as in Progress
        """Nothing is shown."""

    def finish(self) -> None:
        """Nothing is shown."""
