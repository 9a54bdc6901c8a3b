from __future__ import annotations

import csv
import io

import pyarrow as pa

from reelhouse.output import Answer, Options, write


def written(answer: Answer, options: Options | None = None) -> str:
    stream = io.BytesIO()
    write(answer, "csv", stream, options)
    return stream.getvalue().decode()


def test_a_header_and_the_rows_and_nothing_else(answer: Answer) -> None:
    assert written(answer) == (
        "genre_id,genre,release_year,movies,revenue,small_sample\n"
        ",(none),1995,1234567,,true\n"
        '18,"Драма ""x"", 映画",1995,2,12345678901234567890.12,false\n'
        "10749,Romance,1996,0,-0.10,\n"
    )


def test_with_comments_the_scope_stands_before_the_header(answer: Answer) -> None:
    lines = written(answer, Options(comments=True)).splitlines()
    assert lines[:6] == [
        "# report: genre-revenue",
        "# from_year: 1995",
        "# allocation: split",
        "# as_of: 2026-11",
        "# movies_total: 45463",
        "genre_id,genre,release_year,movies,revenue,small_sample",
    ]


def test_line_breaks_in_a_value_are_quoted_and_come_back() -> None:
    raw = "one\r\ntwo, 'three' \"four\"\rfive"
    text = written(Answer.of_table("x", "X", pa.table({"raw": [raw], "line": [1]})))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["raw", "line"], [raw, "1"]]


def test_the_stream_stays_open(answer: Answer) -> None:
    stream = io.BytesIO()
    write(answer, "csv", stream)
    assert not stream.closed


def test_without_rows_there_is_a_header(answer: Answer) -> None:
    text = written(answer.head(0))
    assert text == "genre_id,genre,release_year,movies,revenue,small_sample\n"
