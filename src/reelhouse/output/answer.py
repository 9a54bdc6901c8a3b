"""What every output format is given: rows, what the columns mean, and the scope."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pyarrow as pa

    from reelhouse.entities.listing import Listing
    from reelhouse.reports.result import Report

BATCH_ROWS = 10_000


def is_label(name: str) -> bool:
    """Whether numbers of that name tell things apart, so that they are never grouped or summed."""
    return name in {"id", "line", "year"} or name.endswith(("_id", "_year"))


@dataclass(frozen=True)
class Field:
    """What a column holds; `unit` is empty where there is none.

    An `expendable` one is left out of a table that has no room for it.
    """

    name: str
    unit: str = ""
    description: str = ""
    expendable: bool = False

    @property
    def is_label(self) -> bool:
        """Whether its numbers tell things apart."""
        return is_label(self.name)


@dataclass(frozen=True)
class Answer:
    """Rows with everything that is said about them.

    `total_rows` counts the rows before `limit` and `offset`; `scope` and `filters` keep their
    order.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    data: pa.Table
    total_rows: int
    scope: Mapping[str, object] = field(default_factory=dict)
    filters: Mapping[str, object] = field(default_factory=dict)
    description: str = ""

    @classmethod
    def of_report(cls, report: Report) -> Answer:
        """A report, as the formats want it."""
        definition = report.definition
        return cls(
            name=definition.name,
            title=definition.title,
            description=definition.description,
            fields=tuple(Field(c.name, c.unit, c.description) for c in definition.columns),
            data=report.arrow(),
            total_rows=report.total_rows,
            scope=report.scope.as_dict(),
            filters=report.filters,
        )

    @classmethod
    def of_listing(cls, listing: Listing) -> Answer:
        """A list of entities; its scope is the delivery that it is as of."""
        return cls(
            name=listing.kind.name,
            title=listing.kind.title,
            description=listing.kind.description,
            fields=tuple(Field(c.name, c.unit, c.description) for c in listing.kind.columns),
            data=listing.table,
            total_rows=listing.total_rows,
            scope={"as_of": listing.as_of},
            filters=listing.filters,
        )

    @classmethod
    def of_table(
        cls, name: str, title: str, data: pa.Table, expendable: Collection[str] = ()
    ) -> Answer:
        """Any other table: it has no scope, and its columns say no more than their names."""
        fields = tuple(Field(each, expendable=each in expendable) for each in data.column_names)
        return cls(name=name, title=title, fields=fields, data=data, total_rows=data.num_rows)

    def head(self, rows: int) -> Answer:
        """The answer with its first rows only; `total_rows` stays."""
        return replace(self, data=self.data.slice(0, rows))

    def rows(self, limit: int | None = None) -> Iterator[tuple[object, ...]]:
        """The rows, a batch at a time; the first `limit` of them."""
        data = self.data if limit is None else self.data.slice(0, limit)
        for batch in data.to_batches(max_chunksize=BATCH_ROWS):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
