"""Nested values in the workbench: the macros that read most of them, the slow way for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from reelhouse.clean.literals import parse
from reelhouse.clean.nested import CAST, CREW, KEYWORDS, METADATA_COLUMNS
from reelhouse.clean.quarantine import Entry
from reelhouse.clean.reasons import Action, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.clean.nested import NestedColumn
    from reelhouse.workbench import Workbench


def create_macros(bench: Workbench) -> None:
    """Make `items_of_X(text)` and `whole_items_of_X(items)` for every nested column X.

    The first gives NULL for a text that is not plainly written; the second gives NULL for items
    of which one lacks a required value. Both kinds go through `read_slowly`.
    """
    for column in (*METADATA_COLUMNS, KEYWORDS, CAST, CREW):
        lacking = " or ".join(
            f'item."{key}" is null' + (f" or item.\"{key}\" = ''" if kind == "text" else "")
            for key, kind in column.keys
            if key in column.required
        )
        bench.run(
            f"create or replace temp macro items_of_{column.name}(value) as "
            f"{column.fast_sql('value')}; "
            f"create or replace temp macro whole_items_of_{column.name}(items) as "
            f"case when len(list_filter(items, lambda item: {lacking})) = 0 then items end"
        )


def read_slowly(
    bench: Workbench, file: str, staged: str, columns: Iterable[NestedColumn]
) -> list[Entry]:
    """Fill in the items of values that were not plainly written, and tell of the damaged ones.

    `staged` names a table with `line` and for each column its items and, in `X_text`, the text
    of those that are still to be read.
    """
    entries: list[Entry] = []
    for column in columns:
        name = column.name
        texts = bench.rows(
            f"select line, {name}_text from {staged} where {name}_text is not null order by line"
        )
        if not texts:
            continue
        values = [(line, text, parse(text, column)) for line, text in texts]
        _fill_in(bench, staged, column, values_of=[(line, v.items) for line, _, v in values])
        entries += [
            Entry(
                file,
                line,
                name,
                Reason.VALUE_DAMAGED,
                Action.REPAIRED if value.items else Action.NULLED,
                text,
                f"{len(value.items)} items kept" if value.items else None,
            )
            for line, text, value in values
            if not value.whole
        ]
    return entries


def _fill_in(
    bench: Workbench,
    staged: str,
    column: NestedColumn,
    values_of: list[tuple[int, tuple[dict[str, int | str | None], ...]]],
) -> None:
    types = {"integer": pa.int32(), "text": pa.string()}
    item = pa.struct([(key, types[kind]) for key, kind in column.keys])
    rows = pa.table(
        {
            "line": pa.array([line for line, _ in values_of], pa.int64()),
            "items": pa.array([list(items) for _, items in values_of], pa.list_(item)),
        }
    )
    bench.connection.register("read_slowly", rows)
    bench.run(
        f'update {staged} set "{column.name}" = read_slowly.items '
        f"from read_slowly where {staged}.line = read_slowly.line"
    )
    bench.connection.unregister("read_slowly")
