from __future__ import annotations

from itertools import pairwise

import pytest

from reelhouse.errors import UsageError
from reelhouse.sample.plan import KINDS, Plan


def test_scale_one_has_the_counts_of_the_real_delivery() -> None:
    sizes = Plan(1.0, 1).sizes()
    planted = {(kind.family, kind.kind): kind.records for kind in KINDS}
    again = planted["metadata", "duplicate_identical"] + planted["metadata", "duplicate_other"]
    assert sizes["films"] + again == 45_463
    assert sizes["films"] + again + planted["metadata", "broken_record"] == 45_466
    assert (
        sizes["films"]
        - planted["credits", "without_credits"]
        + sizes["orphan_credits"]
        + planted["credits", "repeated"]
        == 45_476
    )
    assert (
        sizes["films"]
        - planted["keywords", "without_keywords"]
        + sizes["orphan_keywords"]
        + planted["keywords", "repeated"]
        == 46_419
    )
    assert sizes["links"] == 45_843
    assert sizes["untied"] == 219
    assert sizes["small_links"] == 9_125
    assert sizes["base_ratings"] + sizes["unlinked_ratings"] == 26_024_289
    assert sizes["base_small_ratings"] + sizes["small_unlinked_ratings"] == 100_004


def test_counts_follow_the_scale_and_never_vanish() -> None:
    assert Plan(0.1, 1).sizes()["films"] == 4_543
    assert Plan(0.1, 1).sizes()["base_ratings"] + 50 == 2_602_429
    assert Plan(0.000001, 1).films == 20
    assert min(Plan(0.000001, 1).sizes().values()) >= 1


@pytest.mark.parametrize("scale", [0.000001, 0.005, 1.0])
def test_no_film_carries_two_defects_of_one_family(scale: float) -> None:
    plan = Plan(scale, 1)
    for family in ("metadata", "credits", "keywords"):
        lots = [lot for lot in plan.lots() if lot.family == family]
        assert lots[0].first_lot == 0
        assert all(later.first_lot == lot.last_lot + 1 for lot, later in pairwise(lots))
        assert lots[-1].last_lot < plan.films


@pytest.mark.parametrize("scale", [0, -1.0, 100.5, float("nan"), float("inf")])
def test_a_scale_out_of_range_is_refused(scale: float) -> None:
    with pytest.raises(UsageError, match=r"scale .* out of range: expected more than 0"):
        Plan(scale, 1)


def test_a_seed_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UsageError, match=r"seed 9223372036854775808 is out of range"):
        Plan(1.0, 2**63)
