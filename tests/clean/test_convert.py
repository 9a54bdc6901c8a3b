"""Keys from text to their types: the same value has the same fate whatever stands beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from reelhouse.clean.convert import converted, types
from reelhouse.clean.layout import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY = 20_000
WHOLE = [
    ("862", 862),
    ("0", 0),
    ("00862", 862),
    ("862.0", 862),
    ("862.", 862),
    (" 862 ", 862),
    ("862.000", 862),
    ("2147483647", 2147483647),
    ("2147483648", None),
    ("99999999999999999999", None),
    ("-1", None),
    ("+1", None),
    ("0x1F", None),
    ("0X1f", None),
    ("1e3", None),
    ("862.5", None),
    ("1,000", None),
    ("٣", None),
    ("8 62", None),
    ("", None),
    (" ", None),
    ("\0", None),
    ("\x1d7", None),
    ("\xa07", None),
    ("tt1", None),
    ("nan", None),
]
STARS = [
    ("0.5", Decimal("0.5")),
    ("4.0", Decimal("4.0")),
    ("5", Decimal("5.0")),
    ("3.50", Decimal("3.5")),
    (" 4.0 ", Decimal("4.0")),
    ("5.0", Decimal("5.0")),
    ("0.0", None),
    ("0", None),
    ("5.5", None),
    ("4.25", None),
    ("-1.0", None),
    ("4,5", None),
    ("4e0", None),
    ("", None),
    ("four", None),
]
EPOCHS = [
    ("1260759144", 1260759144),
    ("1260759144.0", 1260759144),
    ("0", 0),
    ("99999999999", 99999999999),
    ("100000000000", None),
    ("-1", None),
    ("1e9", None),
    ("2009-12-14", None),
]


@pytest.mark.parametrize("beside", [[], ["1"], ["x"], ["1.0", "", "7"]])
@pytest.mark.parametrize(("text", "value"), WHOLE)
def test_an_id(text: str, value: int | None, beside: list[str]) -> None:
    rows, bad, _ = converted(_links([text, *beside]), layout("links"))
    assert (bad is not None and bad[0].as_py()) == (value is None)
    if value is not None:
        assert rows.column("movieId")[0].as_py() == value


@pytest.mark.parametrize("beside", [[], ["1.0"], ["x"]])
@pytest.mark.parametrize(("text", "value"), STARS)
def test_half_stars(text: str, value: Decimal | None, beside: list[str]) -> None:
    rows, bad, _ = converted(_ratings(rating=[text, *beside]), layout("ratings"))
    assert (bad is not None and bad[0].as_py()) == (value is None)
    if value is not None:
        assert rows.column("rating")[0].as_py() == value


@pytest.mark.parametrize("beside", [[], ["1"], ["x"]])
@pytest.mark.parametrize(("text", "value"), EPOCHS)
def test_seconds_become_null_where_they_are_none_and_the_row_stays(
    text: str, value: int | None, beside: list[str]
) -> None:
    rows, bad, damaged = converted(_ratings(timestamp=[text, *beside]), layout("ratings"))
    assert bad is None
    assert rows.column("timestamp")[0].as_py() == value
    assert ((0, "timestamp", text) in damaged) == (value is None)


def test_an_empty_optional_key_is_null_and_no_damage() -> None:
    texts = _table(movieId=["1", "2"], imdbId=["", ""], tmdbId=["", " "])
    rows, bad, damaged = converted(texts, layout("links"))
    assert rows.column("tmdbId").to_pylist() == [None, None]
    assert (bad, damaged) == (None, [])


def test_a_row_that_is_set_aside_tells_of_no_damage() -> None:
    texts = _table(movieId=["x", "2"], imdbId=["", ""], tmdbId=["y", "z"])
    rows, bad, damaged = converted(texts, layout("links"))
    assert rows.column("line").to_pylist() == [1]
    assert bad is not None
    assert bad.to_pylist() == [True, False]
    assert damaged == [(1, "tmdbId", "z")]


def test_among_many_rows_the_odd_ones_have_the_fate_that_they_have_alone() -> None:
    ids, stars, seconds = (["7"] * MANY, ["3.5"] * MANY, ["9"] * MANY)
    ids[5000], ids[5001], stars[12_000], seconds[MANY - 1] = "8.0", "x", "5", "soon"
    texts = _ratings(userId=ids, rating=stars, timestamp=seconds)
    rows, bad, damaged = converted(texts, layout("ratings"))
    assert bad is not None
    assert [place for place, is_bad in enumerate(bad.to_pylist()) if is_bad] == [5001]
    assert damaged == [(MANY - 1, "timestamp", "soon")]
    assert rows.column("userId").to_pylist() == [7] * 5000 + [8] + [7] * (MANY - 5002)
    assert rows.column("rating")[11_999].as_py() == Decimal("5.0")
    assert rows.column("timestamp").to_pylist() == [9] * (MANY - 2) + [None]


@pytest.mark.parametrize("name", ["movies_metadata", "credits", "keywords", "links", "ratings"])
def test_without_rows_there_are_columns(name: str) -> None:
    spec = layout(name)
    texts = _table(**{column: [] for column in spec.columns})
    rows, bad, damaged = converted(texts, spec)
    assert rows.schema == types(spec)
    assert (rows.num_rows, bad, damaged) == (0, None, [])


def _links(ids: Sequence[str]) -> pa.RecordBatch:
    return _table(movieId=ids, imdbId=[""] * len(ids), tmdbId=["1"] * len(ids))


def _ratings(**columns: Sequence[str]) -> pa.RecordBatch:
    count = len(next(iter(columns.values())))
    plain = {"userId": "1", "movieId": "2", "rating": "3.0", "timestamp": "4"}
    return _table(**{name: columns.get(name, [text] * count) for name, text in plain.items()})


def _table(**columns: Sequence[str]) -> pa.RecordBatch:
    arrays: dict[str, Any] = {name: pa.array(texts, pa.string()) for name, texts in columns.items()}
    count = len(next(iter(columns.values())))
    return pa.record_batch({**arrays, "line": pa.array(range(count), pa.int64())})
