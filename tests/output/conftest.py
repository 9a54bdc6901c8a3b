from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from reelhouse.output import Answer, Field


@pytest.fixture
def answer() -> Answer:
    """A report with everything that is hard to write: NULLs, decimals, booleans, any script."""
    data = pa.table(
        {
            "genre_id": pa.array([None, 18, 10749], pa.int32()),
            "genre": ["(none)", 'Драма "x", 映画', "Romance"],
            "release_year": pa.array([1995, 1995, 1996], pa.int32()),
            "movies": pa.array([1234567, 2, 0], pa.int64()),
            "revenue": pa.array(
                [None, Decimal("12345678901234567890.12"), Decimal("-0.10")], pa.decimal128(38, 2)
            ),
            "small_sample": [True, False, None],
        }
    )
    fields = (
        Field("genre_id", "", "TMDB id"),
        Field("genre", "", "Name of the genre"),
        Field("release_year", "year", "Year of release"),
        Field("movies", "movies", "Movies that count"),
        Field("revenue", "US dollars", "Sum of the known revenues"),
        Field("small_sample"),
    )
    return Answer(
        name="genre-revenue",
        title="Revenue by genre and year",
        fields=fields,
        data=data,
        total_rows=3,
        scope={"as_of": "2026-11", "movies_total": 45463, "allocation": "split"},
        filters={"from_year": 1995, "allocation": "split"},
    )
