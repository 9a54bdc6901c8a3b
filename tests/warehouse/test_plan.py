"""The plan: what a warehouse does not know as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from reelhouse.errors import LakeError, UsageError
from reelhouse.lake.lake import Lake, deliveries
from reelhouse.lake.manifest import Manifest, state_ids
from reelhouse.lake.store import FolderStore
from reelhouse.warehouse.ledger import Ledger
from reelhouse.warehouse.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NO_ROWS = pa.table({})


def manifests(text: str) -> list[Manifest]:
    """Deliveries such as `1a 2a`: a label of one digit, and a content."""
    at = "2026-11-01T00:00:00+00:00"
    return [Manifest(each[0], "here", each[1], "snapshot", 1, at, 1.0, ()) for each in text.split()]


def ledger(of: Sequence[Manifest]) -> Ledger:
    ids = dict(zip((each.label for each in of), state_ids(of), strict=True))
    return Ledger(ids, {each.label: () for each in of}, NO_ROWS, NO_ROWS)


@pytest.mark.parametrize(
    ("there", "known", "added", "is_done", "is_next"),
    [
        ("1a", None, "1", False, False),
        ("1a 2a", "1a 2a", "", True, False),
        ("1a 2a", "1a", "2", False, True),
        ("1a 2a 3a", "1a", "23", False, False),  # two came
        ("1a 2a 3a", "1a 3a", "23", False, False),  # one came late
        ("1a 2a", "2a", "12", False, False),
        ("1a 2b 3a", "1a 2a 3a", "23", False, False),  # one was replaced
        ("1a", "1a 2a", "", False, False),  # it is to be as of an earlier one
        ("1b", "1a", "1", False, False),
    ],
)
def test_all_from_the_first_delivery_that_differs_is_to_be_told(
    there: str, known: str | None, added: str, is_done: bool, is_next: bool
) -> None:
    plan = Plan.of(manifests(there), None if known is None else ledger(manifests(known)))
    assert [each.label for each in plan.added] == list(added)
    assert (plan.is_done, plan.is_next) == (is_done, is_next)


def test_deliveries_are_those_up_to_a_label(tmp_path: Path) -> None:
    lake = Lake(FolderStore(tmp_path))
    with pytest.raises(LakeError, match="no delivery yet: `reelhouse ingest` brings one"):
        deliveries(lake, None)
    for each in manifests("9a 2a 5a"):
        with lake.staging(each.label) as folder:
            lake.commit(folder, each)
    assert [each.label for each in deliveries(lake, None)] == ["2", "5", "9"]
    assert [each.label for each in deliveries(lake, "5")] == ["2", "5"]
    with pytest.raises(UsageError, match="no delivery 7; deliveries in the lake: 2, 5, 9"):
        deliveries(lake, "7")
