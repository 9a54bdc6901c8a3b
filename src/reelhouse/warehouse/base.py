"""What Reelhouse needs of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


class Warehouse(Protocol):
    """A database that holds the current state and answers the reports."""

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query.

        `sql` is in DuckDB's dialect with `:name` placeholders; of `parameters`, those that
        occur in it are bound. Raises WarehouseError where the warehouse cannot be read,
        StoppedError where the query was interrupted.
        """

    def close(self) -> None:
        """Let go of the database."""


class SharedWarehouse(Warehouse, Protocol):
    """A warehouse that several threads can read, each by a fork of its own."""

    def fork(self) -> SharedWarehouse:
        """The same state for another thread; to be closed before this one is."""

    def interrupt(self) -> None:
        """End the query that goes on, if there is one; to be called from another thread."""
