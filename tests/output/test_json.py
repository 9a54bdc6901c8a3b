from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.output import Answer, write
from reelhouse.output.json import encode


def written(answer: Answer) -> str:
    stream = io.BytesIO()
    write(answer, "json", stream)
    return stream.getvalue().decode()


def test_one_object_with_the_rows_a_line_each(answer: Answer) -> None:
    assert (
        written(answer)
        == """\
{
  "report": "genre-revenue",
  "filters": {"from_year": 1995, "allocation": "split"},
  "scope": {"as_of": "2026-11", "movies_total": 45463, "allocation": "split"},
  "columns": [
    {"name": "genre_id", "unit": null, "description": "TMDB id"},
    {"name": "genre", "unit": null, "description": "Name of the genre"},
    {"name": "release_year", "unit": "year", "description": "Year of release"},
    {"name": "movies", "unit": "movies", "description": "Movies that count"},
    {"name": "revenue", "unit": "US dollars", "description": "Sum of the known revenues"},
    {"name": "small_sample", "unit": null, "description": ""}
  ],
  "total_rows": 3,
  "rows": [
    {"genre_id": null, "genre": "(none)", "release_year": 1995, "movies": 1234567, \
"revenue": null, "small_sample": true},
    {"genre_id": 18, "genre": "Драма \\"x\\", 映画", "release_year": 1995, "movies": 2, \
"revenue": 12345678901234567890.12, "small_sample": false},
    {"genre_id": 10749, "genre": "Romance", "release_year": 1996, "movies": 0, \
"revenue": -0.10, "small_sample": null}
  ]
}
"""
    )


def test_decimals_keep_digits_that_a_float_would_lose(answer: Answer) -> None:
    rows = json.loads(written(answer), parse_float=Decimal)["rows"]
    assert rows[1]["revenue"] == Decimal("12345678901234567890.12")


def test_without_rows_the_list_is_empty(answer: Answer) -> None:
    assert json.loads(written(answer.head(0)))["rows"] == []


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_what_is_encoded_reads_back(value: object) -> None:
    assert json.loads(encode(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_reads_back_with_its_digits(value: Decimal) -> None:
    text = encode({"value": value})
    assert json.loads(text, parse_float=Decimal)["value"].as_tuple() == value.as_tuple()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_null(value: object) -> None:
    assert encode(value) == "null"
