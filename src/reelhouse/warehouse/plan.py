"""What bringing a warehouse up to date has to do: which deliveries it does not know as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.lake.manifest import state_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.warehouse.ledger import Ledger


@dataclass(frozen=True)
class Plan:
    """What is to be done: the first `kept` deliveries are in the warehouse as they should be."""

    manifests: Sequence[Manifest]
    state_ids: Sequence[str]
    known: Ledger | None
    kept: int

    @classmethod
    def of(cls, manifests: Sequence[Manifest], known: Ledger | None) -> Plan:
        """The plan for a warehouse with this ledger; None where it has to be built."""
        ids = state_ids(manifests)
        there = list(known.state_ids.values()) if known else []
        alike = [a == b for a, b in zip(ids, there, strict=False)]
        kept = alike.index(False) if False in alike else len(alike)
        return cls(manifests, ids, known, kept)

    def held(self, lake: Lake) -> tuple[Manifest, ...] | None:
        """The deliveries that the warehouse is made of, the oldest first.

        A later version may have come under the label of one. None where the lake no longer has all
        of them.
        """
        found: list[Manifest] = []
        for label, state_id in (self.known.state_ids if self.known else {}).items():
            alike = (
                [*found, each]
                for each in reversed(lake.versions(label))
                if state_ids([*found, each])[-1] == state_id
            )
            longer = next(alike, None)
            if longer is None:
                return None
            found = longer
        return tuple(found)

    @property
    def ids_held(self) -> Sequence[str]:
        """Ids of the states as of each delivery that the warehouse is made of."""
        return list(self.known.state_ids.values()) if self.known else []

    @property
    def added(self) -> Sequence[Manifest]:
        """Deliveries that the warehouse has to be told of."""
        return self.manifests[self.kept :]

    @property
    def is_done(self) -> bool:
        """Whether the warehouse is in the state that it should be in."""
        return self.known is not None and self.known.state_id == self.state_ids[-1]

    @property
    def is_next(self) -> bool:
        """Whether one delivery is added after all that are there."""
        there = len(self.known.state_ids) if self.known else 0
        return len(self.added) == 1 and there == self.kept > 0
