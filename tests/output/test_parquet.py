from __future__ import annotations

import io
import json

import pyarrow.parquet as pq

from reelhouse.output import Answer, write


def test_the_rows_come_back_as_they_were(answer: Answer) -> None:
    stream = io.BytesIO()
    write(answer, "parquet", stream)
    stream.seek(0)
    assert pq.read_table(stream).equals(answer.data)


def test_the_metadata_tell_the_scope_and_the_units(answer: Answer) -> None:
    stream = io.BytesIO()
    write(answer, "parquet", stream)
    schema = pq.read_schema(io.BytesIO(stream.getvalue()))
    assert schema.metadata[b"reelhouse.report"] == b"genre-revenue"
    assert json.loads(schema.metadata[b"reelhouse.scope"]) == answer.scope
    assert json.loads(schema.metadata[b"reelhouse.filters"]) == answer.filters
    revenue = schema.field("revenue").metadata
    assert (revenue[b"unit"], revenue[b"description"]) == (
        b"US dollars",
        b"Sum of the known revenues",
    )
