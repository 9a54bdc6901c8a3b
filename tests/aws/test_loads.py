"""How much of a delivery was rejected is told by its most damaged file."""

from __future__ import annotations

from reelhouse.aws.loads import reject_percent
from reelhouse.lake.account import FileAccount


def account(read: int, rejected: int) -> FileAccount:
    loaded = read - rejected
    return FileAccount("links", read, loaded, 0, 0, 0, 0, rejected, 0.1)


def test_rejects_of_a_small_file_are_not_lost_among_many_ratings() -> None:
    assert reject_percent((account(26_000_000, 0), account(1000, 5))) == 0.5


def test_nothing_is_rejected_of_nothing() -> None:
    assert reject_percent(()) == 0
    assert reject_percent((account(0, 0),)) == 0
