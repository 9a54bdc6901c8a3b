"""Where the rows of one file went."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.source.delivery import kind


@dataclass(frozen=True)
class CleanedFile:
    """What cleaning one file came to.

    Every row read is kept, a duplicate, blank or rejected. Which of the kept ones are orphans
    depends on the state that they come into.
    """

    file: str
    sha256: str
    read: int
    kept: int
    duplicates: int
    blank: int
    rejected: int
    repaired: int
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the file tells of: a small one tells of the same as the full one."""
        return kind(self.file)
