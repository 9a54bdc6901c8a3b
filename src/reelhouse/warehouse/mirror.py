"""A warehouse in the workbench: what one would hold, over the state that the lake gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.lake.state import show_state
from reelhouse.schema import create_statements, load_schema

if TYPE_CHECKING:
    from reelhouse.workbench import Workbench

HISTORY = "movies.movie_history"


def show_warehouse(bench: Workbench, database: str = "memory") -> None:
    """Make the current database a warehouse: the state of `database`, and an empty ledger."""
    show_state(bench, database)
    for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
        made = statement.partition("(")[0]
        if " reelhouse" in made or made.rstrip().endswith(HISTORY):
            bench.run(statement)
