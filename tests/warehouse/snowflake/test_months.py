"""In whichever order months come, an account ends in the rows that a file has.

The same of many more months, and of what else can be done with them, is told by tests/test_months.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.states import Place, answers
from tests.test_kills import DELTA, FIRST, SECOND, ingest

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    "order",
    [
        (SECOND, FIRST),
        *(
            pytest.param((*order, order[0]), marks=pytest.mark.long)
            for order in permutations((FIRST, SECOND, DELTA))
        ),
    ],
)
def test_months_in_any_order_end_in_the_rows_of_a_file(place: Place, order: Sequence[str]) -> None:
    file = Place(place.folder, "in-order")
    with file.open() as house:
        for label in sorted(set(order)):
            ingest(house, place.folder, None, label)
        told = answers(house)
    with place.open() as house:
        for label in order:
            ingest(house, place.folder, None, label)
        assert answers(house) == told
    assert place.tables() == file.tables()
