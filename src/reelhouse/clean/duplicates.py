"""Rows whose key comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.clean.quarantine import Entry
from reelhouse.clean.reasons import Action, Reason
from reelhouse.clean.staging import raw_records
from reelhouse.resources import sql

if TYPE_CHECKING:
    from reelhouse.clean.quarantine import Quarantine
    from reelhouse.clean.staging import Staged
    from reelhouse.workbench import Workbench


def drop_duplicates(
    bench: Workbench, table: str, preference: str, staged: Staged, quarantine: Quarantine
) -> int:
    """Keep one row per `id` of a staged table, and say how many others there were.

    `preference` is the beginning of an ORDER BY, empty or ending in a comma; after it the later
    line is kept. Rows that are no copies of the kept one are logged.
    """
    bench.run(sql("clean/sql", "lost_duplicates", staged=table, preference=preference))
    log_lost(bench, staged, quarantine)
    return bench.value("select count(*) from lost")


def log_lost(bench: Workbench, staged: Staged, quarantine: Quarantine) -> None:
    """Log the rows of the table `lost` that are no copies of the kept ones."""
    lines = [line for (line,) in bench.rows("select line from lost where differs order by line")]
    if not lines:
        return
    raws = raw_records(staged, lines)
    name, reason, action = staged.file.name, Reason.DUPLICATE_DIFFERS, Action.DUPLICATE
    quarantine.add(Entry(name, line, None, reason, action, raws[line]) for line in lines)
