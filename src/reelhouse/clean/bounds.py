"""How much of a file may be no rows before it is refused: what is set aside is held in memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reelhouse.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.clean.numbering import Piece

_HOPELESS = 100_000
MOST_PIECES = 500_000
"""Lines that were not read as a row are held in memory; these are 2% of the ratings."""
_MOST_BLANKS_PER_ROW = 10


class Bounds:
    """Watches over what is set aside of one file; `location` and `columns` are for messages."""

    def __init__(self, location: str, columns: Sequence[str]) -> None:
        self._location = location
        self._expected = ", ".join(columns)
        self._pieces_seen = self._lines = 0

    def require(self, rows: int, pieces: Sequence[Piece], blanks: Sequence[int]) -> None:
        """Raise DeliveryError where, of all that was read so far, too little are rows."""
        new = islice(pieces, self._pieces_seen, None)
        self._lines += sum(each.last_line - each.first_line + 1 for each in new)
        self._pieces_seen = len(pieces)
        if len(pieces) > MOST_PIECES or len(pieces) > max(_HOPELESS, rows):
            raise self.too_many(rows, len(pieces), pieces[0].first_line)
        if self._lines > MOST_PIECES:
            raise DeliveryError(
                f"{self._location}: {len(pieces):,} records over {self._lines:,} lines that "
                f"are none, the first of them on line {pieces[0].first_line}; expected "
                f"{self._expected}; look for a quote that is not closed"
            )
        if len(blanks) > max(_HOPELESS, _MOST_BLANKS_PER_ROW * rows):
            lines = rows + len(pieces) + len(blanks)
            raise DeliveryError(
                f"{self._location}: of the first {lines:,} lines {len(blanks):,} have nothing in "
                f"them, the first of them on line {blanks[0]}; expected rows of "
                f"{self._expected}; have it sent again"
            )

    def too_many(self, rows: int, pieces: int, first_line: int) -> DeliveryError:
        """What to raise where so many pieces are no rows."""
        return DeliveryError(
            f"{self._location}: of the first {rows + pieces:,} rows {pieces:,} have no key or the "
            f"wrong number of fields, the first of them on line {first_line}; expected "
            f"{self._expected}"
        )
