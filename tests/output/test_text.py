from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from reelhouse.output.text import bytes_in_words, count, exact, printable, readable, shortened


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1234567, "1234567"),
        (Decimal("12345678901234567890.10"), "12345678901234567890.10"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000001"), "0.000001"),
        (date(1874, 12, 9), "1874-12-09"),
        ("Ørnås\n", "Ørnås\n"),
    ],
)
def test_exact_text_loses_nothing(value: object, text: str) -> None:
    assert exact(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (True, "true"),
        (1234567, "1,234,567"),
        (-1234, "-1,234"),
        (Decimal("1234567.50"), "1,234,567.50"),
        (Decimal("1E+3"), "1,000"),
        ("映画", "映画"),
    ],
)
def test_readable_text_separates_thousands(value: object, text: str) -> None:
    assert readable(value) == text


def test_a_number_that_is_a_label_has_no_thousands() -> None:
    assert readable(1995, grouped=False) == "1995"


def test_control_characters_are_shown_and_do_nothing() -> None:
    assert printable("a\r\n\tb\x1b[31mc\x9b\u2028") == "a\\r\\n\\tb\\x1b[31mc\\x9b\\u2028"


def test_text_says_that_it_was_cut() -> None:
    assert shortened("Twentieth", 9) == "Twentieth"
    assert shortened("Twentieth Century", 9) == "Twentiet…"


def test_a_number_comes_with_its_noun() -> None:
    assert count(1, "row") == "1 row"
    assert count(3412, "row") == "3,412 rows"
    assert count(2, "company", "companies") == "2 companies"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 B"), (999, "999 B"), (34_412_345, "34.4 MB"), (2_500_000_000, "2.5 GB")],
)
def test_bytes_are_told_in_units(number: int, words: str) -> None:
    assert bytes_in_words(number) == words


def test_a_time_is_shown_in_whole_seconds_and_kept_exact() -> None:
    moment = datetime(2026, 11, 3, 4, 5, 6, 789, tzinfo=UTC)
    assert readable(moment) == "2026-11-03 04:05:06"
    assert exact(moment) == "2026-11-03 04:05:06.000789+00:00"
