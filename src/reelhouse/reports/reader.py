"""What the reports are asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    import pyarrow as pa


class Reader(Protocol):
    """Something that answers queries over the schema `reports`."""

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query.

        `sql` is in the subset that all engines share, with `:name` placeholders; of `parameters`,
        those that occur in it are bound. Raises WarehouseError where the warehouse cannot be read.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """A block in which all queries see the same state, whatever is published meanwhile."""
