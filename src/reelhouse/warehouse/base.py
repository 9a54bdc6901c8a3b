"""What Reelhouse needs of a database."""

from __future__ import annotations

from typing import Protocol

from reelhouse.reports.reader import Reader


class Warehouse(Reader, Protocol):
    """A database that holds the current state and answers the reports."""

    def close(self) -> None:
        """Let go of the database."""
