"""What lies between two states: for each table the rows that came, went and became others.

A change set is a table of rows with a `_change_type`, in the words of change data feeds: `insert`,
`delete`, and for a row that became another one `update_preimage` and `update_postimage`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.resources import sql

if TYPE_CHECKING:
    from reelhouse.schema import Table
    from reelhouse.workbench import Workbench

RATING = "movies.rating"

_PART_ROWS = 3_000_000


@dataclass(frozen=True)
class TableChanges:
    """How many rows of a table came, became others and went; `table` is without its schema."""

    table: str
    inserted: int
    updated: int
    deleted: int

    @property
    def rows(self) -> int:
        """Rows that a warehouse has to be told of."""
        return self.inserted + self.updated + self.deleted


def find_changes(bench: Workbench, table: Table, before: str, after: str) -> TableChanges:
    """Make `change.X`, the rows of a table that differ between the schemas `before` and `after`.

    Both hold the table under its name, with each key once; rows are compared whole.
    """
    bench.run("create schema if not exists memory.change")
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    relations = {
        "before": f"(select {columns} from {before}.{table.name})",
        "after": f"(select {columns} from {after}.{table.name})",
    }
    if table.full_name == RATING:
        _compare_ratings(bench, relations["before"], relations["after"])
    else:
        bench.run(_of_changes("compared", **relations))
    bench.run(
        _of_changes(
            "change",
            table=table.name,
            columns=columns,
            come_matched=table.matched("come", "gone"),
            gone_matched=table.matched("gone", "come"),
            a_key=f'"{table.primary_key[0]}"',
        )
    )
    return _counted(bench, f"memory.change.{table.name}", table.name)


def _counted(bench: Workbench, relation: str, name: str) -> TableChanges:
    [numbers] = bench.rows(_of_changes("counted", change=relation))
    return TableChanges(name, *map(int, numbers))


def _compare_ratings(bench: Workbench, before: str, after: str) -> None:
    """Compare ratings user by user first, and only those of users of whom something differs.

    A user's ratings are told from others by their number and by a sum of their hashes, which is
    quick to have of millions of rows; comparing these row by row is not. It is done in parts
    that fit in the memory.
    """
    bench.run(_of_changes("users_compared", before=before, after=after))
    bench.run(_of_changes("ratings_none"))
    [(parts,)] = bench.rows(
        f"select coalesce(max(rows_so_far) // {_PART_ROWS} + 1, 0) from memory.change.user_compared"
    )
    for part in range(parts):
        first_row, end_row = str(part * _PART_ROWS), str((part + 1) * _PART_ROWS)
        bench.run(_of_changes("part", first_row=first_row, end_row=end_row))
        [(first, last)] = bench.rows("select min(user_id), max(user_id) from memory.change.part")
        if first is None:  # a user with more ratings than fit into a part has several to himself
            continue
        users = {"first_user": str(first), "last_user": str(last)}
        bench.run(_of_changes("ratings_compared", before=before, after=after, **users))


def _of_changes(name: str, **parts: str) -> str:
    return sql("lake/sql/changes", name, **parts)
