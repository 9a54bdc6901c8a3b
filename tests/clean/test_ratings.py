"""Ratings: in the order of their keys, whether they came so or not."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.clean.deliveries import cleaned

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "userId,movieId,rating,timestamp\n"
ROWS = [f"{user},{movie},3.5,9{user:04}{movie:04}\n" for user in range(40) for movie in range(25)]
KEYS = [(user, movie) for user in range(40) for movie in range(25)]


@pytest.mark.parametrize("how", ["in order", "reversed", "shuffled", "repeated", "broken"])
def test_each_is_there_once_in_the_order_of_its_key(tmp_path: Path, how: str) -> None:
    rows = list(ROWS)
    if how == "reversed":
        rows.reverse()
    elif how == "shuffled":
        random.Random(1).shuffle(rows)
    elif how == "repeated":
        rows += ROWS[100:200]
    elif how == "broken":
        rows[500] = rows[500].replace(",3.5", "\n,3.5")
    found = cleaned(tmp_path, ratings=HEAD + "".join(rows))
    assert found.rows("rating", "user_id", "movielens_id") == KEYS
    account = found.files["ratings"]
    assert account.kept == len(ROWS)
    assert account.duplicates == (100 if how == "repeated" else 0)
    assert account.repaired == (1 if how == "broken" else 0)


def test_stars_and_times_come_exactly(tmp_path: Path) -> None:
    found = cleaned(tmp_path, ratings=HEAD + "1,2,0.5,0\n1,3,5,1260759144\n1,4,4.50,\n")
    rows = [
        (stars, time and time.isoformat())
        for stars, time in found.rows("rating", "rating", "rated_at")
    ]
    assert rows == [
        (Decimal("0.5"), "1970-01-01T00:00:00+00:00"),
        (Decimal("5.0"), "2009-12-14T02:52:24+00:00"),
        (Decimal("4.5"), None),
    ]


def test_nothing_but_the_table_is_left_in_the_folder(tmp_path: Path) -> None:
    found = cleaned(tmp_path, ratings=HEAD + "".join(reversed(ROWS)))
    assert [path.name for path in found.folder.glob("rating*")] == ["rating.parquet"]
