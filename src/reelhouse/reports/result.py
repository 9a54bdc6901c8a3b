"""The answer of a report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reelhouse.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.scope import Scope


@dataclass(frozen=True)
class Report:
    """Rows, and what they cover.

    `total_rows` is the number of rows before `limit` and `offset`; `filters` are the filters as
    applied, defaults among them. Amounts are whole US dollars, or decimals of 2 places under
    `allocation=split`; a statistic is a decimal of 6 places.
    """

    definition: ReportDefinition
    table: pa.Table
    scope: Scope
    total_rows: int
    filters: dict[str, int | str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.definition.columns)

    @cached_property
    def rows(self) -> list[tuple[object, ...]]:
        """The rows as tuples of int, str, Decimal, bool and None."""
        return list(zip(*(column.to_pylist() for column in self.table.columns), strict=True))

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self.table

    def pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame; integers are nullable, decimals stay exact.

        MissingExtraError where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError(_missing("pandas")) from None
        import pyarrow as pa

        integers = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
        return self.table.to_pandas(types_mapper=integers.get)

    def polars(self) -> pl.DataFrame:
        """The rows as a polars DataFrame; MissingExtraError where polars is not installed."""
        try:
            import polars as pl
        except ImportError:
            raise MissingExtraError(_missing("polars")) from None
        return pl.DataFrame(self.table)


def _missing(package: str) -> str:
    return f"{package} is not installed: run `pip install {package}`, or use rows or arrow()."
