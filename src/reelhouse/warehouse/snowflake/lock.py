"""One writer at a time: whoever publishes first, and the others begin again.

Snowflake has no lock that ends with a session, and ends a transaction that does nothing while
others wait. So nothing is held while a publication is computed. The row of
`reelhouse_loading.writer` counts the publications; whoever ends one locks that row, in the
transaction that changes everything else, and looks whether it still is as it was.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import TransientError
from reelhouse.resources import sql

if TYPE_CHECKING:
    from reelhouse.warehouse.snowflake.session import Session

_SQL = "warehouse/snowflake/sql"


@dataclass(frozen=True)
class Mark:
    """What the row says: the layout of the tables, and the number of the last publication."""

    layout: str
    publication: int


def read(session: Session) -> Mark:
    """What the row says now."""
    [(layout, publication)] = session.run(
        "select layout, publication from reelhouse_loading.writer"
    )
    return Mark(str(layout), int(publication))


def advance(session: Session, name: str, seen: Mark, layout: str) -> Mark:
    """Count a publication, in a transaction that has locked the row from now on.

    Raises TransientError where the row is not as it was `seen`: another load has published.
    """
    holder = f"process {os.getpid()} on {socket.gethostname()}".replace("'", "")
    session.run(sql(_SQL, "lock", holder=f"'{holder}'"))
    # Asked by a statement of its own, which sees what was committed before the lock was had.
    found = read(session)
    if found != seen:
        raise TransientError(f"{name}: another load has published meanwhile")
    session.run(sql(_SQL, "advance", layout=f"'{layout}'"))
    return Mark(layout, seen.publication + 1)
