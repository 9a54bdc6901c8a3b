"""Numbers as people read them; none of them says more than is known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reelhouse.web.pages import words


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "–"), (0, "$0"), (1234, "$1,234"), (-5, "−$5"), (Decimal("1234.50"), "$1,234.50")],
)
def test_an_amount_is_written_in_full(value: int | Decimal | None, written: str) -> None:
    assert words.dollars(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "–"),
        (999, "$999"),
        (1_000, "$1.00 k"),
        (12_345_678, "$12.3 m"),
        (2_787_965_087, "$2.79 bn"),
        (-430_000_000, "−$430 m"),
        (Decimal("1500.25"), "$1.50 k"),
    ],
)
def test_a_headline_has_three_digits(value: int | Decimal | None, written: str) -> None:
    assert words.rounded(value) == written


@pytest.mark.parametrize(
    ("value", "before", "written"),
    [
        (None, 5, "–"),
        (5, None, "–"),
        (5, 0, "–"),
        (5, -3, "–"),
        (110, 100, "+10.0 %"),
        (50, 100, "−50.0 %"),
        (100, 100, "+0.0 %"),
        (1_099, 100, "+999.0 %"),
        (5_400, 100, "×54"),
        (Decimal("1.0005"), 1, "+0.1 %"),
    ],
)
def test_a_change_is_in_percent_of_what_was(
    value: int | Decimal | None, before: int | None, written: str
) -> None:
    assert words.change(value, before) == written


def test_decimals_lose_the_zeros_behind_them_and_no_others() -> None:
    assert words.trimmed(Decimal("6.100000")) == "6.1"
    assert words.trimmed(Decimal("100.000000")) == "100"
    assert words.trimmed(Decimal("0.000001")) == "0.000001"
    assert words.trimmed(Decimal("1234.500000")) == "1,234.5"
    assert words.trimmed(None) == "–"


def test_a_share_has_one_place_rounded_half_up() -> None:
    assert words.share(Decimal("69.45")) == "69.5 %"
    assert words.share(None) == "–"


def test_a_column_s_name_is_written_as_words() -> None:
    assert words.label("release_year") == "Release year"
