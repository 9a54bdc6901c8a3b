"""One entity, with everything that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reelhouse.entities.catalog import kind
from reelhouse.entities.listing import newest
from reelhouse.errors import NotFoundError

if TYPE_CHECKING:
    import pyarrow as pa

    from reelhouse.entities.catalog import Kind
    from reelhouse.warehouse.base import Warehouse


@dataclass(frozen=True)
class Entity:
    """One entity.

    `record` has its columns by name, `parts` what hangs on it, such as a movie's cast; `as_of`
    is the label of the newest delivery.
    """

    kind: Kind
    record: dict[str, Any]
    parts: dict[str, pa.Table]
    as_of: str | None

    def as_dict(self) -> dict[str, object]:
        """Record and parts in one; a part is a list of its rows by column."""
        parts = {name: table.to_pylist() for name, table in self.parts.items()}
        return {"as_of": self.as_of, **self.record, **parts}


def look_up(warehouse: Warehouse, name: str, identity: int) -> Entity:
    """The entity of a kind with that TMDB id; NotFoundError where there is none."""
    known = kind(name)
    with warehouse.snapshot():
        found = warehouse.query(known.one, {"id": identity}).to_pylist()
        if not found:
            raise NotFoundError(
                f"there is no {known.key.removesuffix('_id')} {identity} among the {name}; "
                "look for it by its name, with q"
            )
        parts = {part: warehouse.query(sql, {"id": identity}) for part, sql in known.parts.items()}
        return Entity(known, found[0], parts, newest(warehouse))
