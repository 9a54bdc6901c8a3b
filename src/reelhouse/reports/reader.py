"""What the reports are asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


class Reader(Protocol):
    """Something that answers queries over the schema `reports`."""

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Answer one query.

        `sql` is in DuckDB's dialect with `:name` placeholders; of `parameters`, those that
        occur in it are bound. Raises WarehouseError where the warehouse cannot be read.
        """
