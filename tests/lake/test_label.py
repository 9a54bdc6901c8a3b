"""Labels: which of two deliveries is the newer one."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from tests.clean.readings import examples

from reelhouse.lake.label import age

BY_AGE = [
    *(
        "2025-12",
        "2026-1",
        "2026-9",
        "2026-10",
        "2026-11",
        "2026-11-05",
        "2026-11-05T09",
    ),
    *("2026-11-05T10", "2026-11-12", "2026-12", "full", "full-2", "full-10"),
]


def test_numbers_in_a_label_count_as_numbers() -> None:
    shuffled = random.Random(1).sample(BY_AGE, len(BY_AGE))
    assert sorted(shuffled, key=age) == BY_AGE


def test_a_month_comes_before_its_days_and_a_day_before_its_hours() -> None:
    assert age("2026-11") < age("2026-11-05") < age("2026-11-05T09") < age("2026-11-05T10")
    assert age("2026-11-05T23") < age("2026-11-06") < age("2026-12")


def test_labels_of_the_same_age_have_an_order_of_their_own() -> None:
    assert age("2026-09") != age("2026-9")
    assert sorted(["2026-9", "2026-09"], key=age) == sorted(["2026-09", "2026-9"], key=age)


@examples(100)
@given(st.lists(st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,8}", fullmatch=True), unique=True))
def test_any_labels_have_one_order(labels: list[str]) -> None:
    other_way = labels[::-1]
    assert sorted(other_way, key=age) == sorted(labels, key=age)
