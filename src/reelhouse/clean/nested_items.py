"""Nested values in the workbench: the macros that read most of them, the slow way for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from reelhouse.clean.literals import Literal, parse, plainer
from reelhouse.clean.nested import CAST, CREW, KEYWORDS, METADATA_COLUMNS
from reelhouse.clean.quarantine import Entry
from reelhouse.clean.reasons import Action, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.clean.nested import NestedColumn
    from reelhouse.workbench import Workbench

Value = tuple[int, int, str]
"""Line, id and text of a nested value."""


def create_macros(bench: Workbench) -> None:
    """Make `items_of_X(text)` and `whole_items_of_X(items)` for every nested column X.

    The first gives NULL for a text that is not plainly written; the second gives NULL for items
    of which one lacks a required value. Both kinds go through `read_items`.
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


def read_items(
    bench: Workbench, file: str, staged: str, columns: Iterable[NestedColumn]
) -> list[Entry]:
    """Make a view `read_X` of (line, id, items) for every nested column X of a staged table.

    `staged` names a table with `line`, `id` and for each column its items, NULL where its text
    was not plainly written; that is in `X_text` then, and is read here, the slow way. Gives an
    entry for each damaged value.
    """
    entries: list[Entry] = []
    for column in columns:
        name = column.name
        values = bench.rows(
            f"select line, id, {name}_text from {staged} where {name}_text is not null "
            "order by line"
        )
        rest = _read_plainer(bench, column, values)
        literals = [parse(text, column) for _, _, text in rest]
        _keep(bench, column, rest, literals)
        bench.run(
            f"create or replace temp view read_{name} as "
            f'select line, id, "{name}" as items from {staged} where "{name}" is not null '
            f"union all from slowly_read_{name}"
        )
        entries += [
            _entry(file, line, name, text, literal)
            for (line, _, text), literal in zip(rest, literals, strict=True)
            if not literal.whole
        ]
    return entries


def _read_plainer(bench: Workbench, column: NestedColumn, values: list[Value]) -> list[Value]:
    """Read the values that are plain without their escapes; gives the others."""
    name = column.name
    texts = pa.table(
        {
            "line": pa.array([line for line, _, _ in values], pa.int64()),
            "id": pa.array([id_ for _, id_, _ in values], pa.int32()),
            "text": pa.array([plainer(text) for _, _, text in values], pa.string()),
        }
    )
    bench.connection.register("plainer", texts)
    bench.run(
        f"create or replace temp table slowly_read_{name} as "
        f"select line, id, whole_items_of_{name}(items_of_{name}(text)) as items from plainer"
    )
    bench.connection.unregister("plainer")
    unread = {
        line for (line,) in bench.rows(f"select line from slowly_read_{name} where items is null")
    }
    bench.run(f"delete from slowly_read_{name} where items is null")
    return [value for value in values if value[0] in unread]


def _entry(file: str, line: int, column: str, text: str, value: Literal) -> Entry:
    if not value.items:
        return Entry(file, line, column, Reason.VALUE_DAMAGED, Action.NULLED, text)
    kept = f"{len(value.items)} items kept"
    return Entry(file, line, column, Reason.VALUE_DAMAGED, Action.REPAIRED, text, kept)


def _keep(
    bench: Workbench, column: NestedColumn, values: list[Value], literals: list[Literal]
) -> None:
    types = {"integer": pa.int32(), "text": pa.string()}
    item = pa.struct([(key, types[kind]) for key, kind in column.keys])
    rows = pa.table(
        {
            "line": pa.array([line for line, _, _ in values], pa.int64()),
            "id": pa.array([id_ for _, id_, _ in values], pa.int32()),
            "items": pa.array([list(each.items) for each in literals], pa.list_(item)),
        }
    )
    bench.insert(f"slowly_read_{column.name}", rows)
