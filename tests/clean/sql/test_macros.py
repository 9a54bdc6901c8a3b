"""Values from text: what each kind of text is worth, and what is none."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.readings import examples

from reelhouse.resources import sql


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(sql("clean/sql", "macros"))
    return connection


def value(macro: str, text: str | None) -> Any:
    [(found,)] = _connection().execute(f"select {macro}($text)", {"text": text}).fetchall()
    return found


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("30000000", 30_000_000),
        ("0", 0),
        ("0.0", 0),
        ("30000000.0", 30_000_000),
        (" 218 ", 218),
        ("+5", 5),
        ("3e7", 30_000_000),
        ("1.5E3", 1_500),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", None),
        ("-1", None),
        ("12.5", None),
        ("1,000", None),
        ("$5", None),
        ("/zaSf5OG7V8X8gqFvly88zDdRm46.jpg", None),
        ("nan", None),
        ("Infinity", None),
        ("0x10", None),
        ("1_000", None),
        ("", None),
        (None, None),
    ],
)
def test_money_is_whole_dollars_and_never_less_than_nothing(
    text: str | None, dollars: int | None
) -> None:
    assert value("to_money", text) == dollars


@pytest.mark.parametrize(
    ("text", "popularity"),
    [
        ("21.946943", "21.946943"),
        ("14.686036000000001", "14.686036"),
        ("8.902102", "8.902102"),
        ("1.0000025", "1.000003"),
        ("1.00000249999999999999", "1.000002"),
        ("0", "0"),
        ("-0.1", None),
        ("9e-06", "0.000009"),
        ("4.999999E-7", "0.000000"),
        ("5e-07", "0.000001"),
        ("1.2e2", "120.000000"),
        (".5", "0.500000"),
        ("7.", "7.000000"),
        ("Beware Of Frost Bites", None),
        ("1e400", None),
        ("1.2.3", None),
        ("", None),
    ],
)
def test_popularity_is_rounded_half_away_from_zero_at_six_places(
    text: str, popularity: str | None
) -> None:
    assert value("to_popularity", text) == (None if popularity is None else Decimal(popularity))


@examples(500)
@given(st.decimals(min_value=0, max_value=10**6, places=9))
def test_any_number_is_rounded_as_decimals_are(number: Decimal) -> None:
    rounded = number.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    assert value("to_popularity", format(number, "f")) == rounded


@examples(500)
@given(st.integers(0, 10**8), st.sampled_from(["25", "5", "4999999999999999", "50000000000001"]))
def test_so_are_halves_and_their_neighbours(millionths: int, rest: str) -> None:
    text = f"{millionths // 10**6}.{millionths % 10**6:06}{rest}"
    rounded = Decimal(text).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    assert value("to_popularity", text) == rounded


@examples(300)
@given(st.floats(0, 10**6, allow_subnormal=False))
def test_a_number_as_python_writes_it_is_read_as_it_was_written(number: float) -> None:
    rounded = Decimal(repr(number)).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    assert value("to_popularity", repr(number)) == rounded


@pytest.mark.parametrize(
    ("macro", "text", "number"),
    [
        ("to_vote_average", "7.7", Decimal("7.700000")),
        ("to_vote_average", "10.0", Decimal(10)),
        ("to_vote_average", "0", Decimal(0)),
        ("to_vote_average", "10.1", None),
        ("to_vote_average", "-0.1", None),
        ("to_minutes", "81.0", Decimal(81)),
        ("to_minutes", "0", Decimal(0)),
        ("to_minutes", "92.5", Decimal("92.5")),
        ("to_minutes", "-1", None),
        ("to_minutes", "1e9", None),
        ("to_count", "5415", 5415),
        ("to_count", "5415.0", 5415),
        ("to_count", "2147483647", 2**31 - 1),
        ("to_count", "2147483648", None),
        ("to_count", "1.5", None),
        ("to_count", "-1", None),
        ("to_count", "", None),
    ],
)
def test_other_numbers(macro: str, text: str, number: Decimal | int | None) -> None:
    assert value(macro, text) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1995-10-30", (1995, 10, 30)),
        ("10/30/1995", (1995, 10, 30)),
        ("1/2/1995", (1995, 1, 2)),
        ("01/02/1995", (1995, 1, 2)),
        ("1995-1-2", (1995, 1, 2)),
        (" 1995-10-30 ", (1995, 10, 30)),
        ("1874-12-09", (1874, 12, 9)),
        ("2030-02-28", (2030, 2, 28)),
        ("0001-01-01", (1, 1, 1)),
        ("9999-12-31", (9999, 12, 31)),
        ("0000-12-31", None),
        ("12/31/0000", None),
        ("2016-02-29", (2016, 2, 29)),
        ("2015-02-29", None),
        ("1995-13-01", None),
        ("30/10/1995", None),
        ("12/15/95", None),
        ("95-12-15", None),
        ("1995", None),
        ("1995-10", None),
        ("1995-10-30 00:00:00", None),
        ("12345-01-01", None),
        ("1", None),
        ("Released", None),
        ("", None),
    ],
)
def test_dates(text: str, date: tuple[int, int, int] | None) -> None:
    assert value("to_date", text) == (None if date is None else datetime.date(*date))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12/15/95", "two_digit_year"),
        ("1/1/00", "two_digit_year"),
        ("15.12.95", "two_digit_year"),
        ("30/10/1995", "not_a_date"),
        ("0000-12-31", "not_a_date"),
        ("soon", "not_a_date"),
    ],
)
def test_a_date_that_is_none_is_told_apart_from_one_without_a_century(
    text: str, problem: str
) -> None:
    assert value("date_problem", text) == problem


@pytest.mark.parametrize(
    ("text", "problem"), [("ten", "not_a_number"), ("-1", "out_of_range"), ("", "not_a_number")]
)
def test_a_number_out_of_range_is_told_apart_from_none(text: str, problem: str) -> None:
    assert value("number_problem", text) == problem


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("True", True),
        ("FALSE", False),
        (" false ", False),
        ("1", None),
        ("maybe", None),
        ("", None),
        (" - Written by Ørnås", None),
    ],
)
def test_booleans(text: str, truth: bool | None) -> None:
    assert value("to_boolean", text) is truth


@pytest.mark.parametrize(
    ("text", "imdb_id"),
    [
        ("0114709", "tt0114709"),
        ("114709", "tt0114709"),
        ("114709.0", "tt0114709"),
        ("tt0114709", "tt0114709"),
        ("10676052", "tt10676052"),
        ("010676052", "tt10676052"),
        ("7", "tt0000007"),
        ("nm0000158", None),
        ("9" * 30, None),
        ("", None),
    ],
)
def test_imdb_ids_are_those_of_films_with_seven_digits_or_more(
    text: str, imdb_id: str | None
) -> None:
    assert value("to_imdb_id", text) == imdb_id


@pytest.mark.parametrize(
    ("text", "kept"),
    [("x", "x"), (" x\n", " x\n"), ("", None), (" \t\r\n", None), ("\xa0", "\xa0"), (None, None)],
)
def test_a_text_with_nothing_in_it_is_none_and_any_other_stays_as_it_is(
    text: str | None, kept: str | None
) -> None:
    assert value("text_or_null", text) == kept


def test_the_commonest_name_is_taken_and_the_first_of_equally_common_ones() -> None:
    names = [(1, "b"), (1, "b"), (1, "a"), (2, "é"), (2, "e"), (2, ""), (3, None), (3, " ")]
    _connection().execute("create or replace temp table used (id integer, name varchar)")
    _connection().executemany("insert into used values (?, ?)", names)
    found = _connection().execute("from commonest_name('used')").fetchall()
    assert found == [(1, "b"), (2, "e")]


@examples(300)
@given(st.text(st.sampled_from(" \t\r\n\0\f\v\xa0\u2003\ufdd0aé東🎬'\\[]"), max_size=6))
def test_a_text_has_nothing_in_it_if_no_more_than_spaces_and_line_ends(text: str) -> None:
    assert value("text_or_null", text) == (text if text.strip(" \t\r\n") else None)
