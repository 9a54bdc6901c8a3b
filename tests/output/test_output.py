from __future__ import annotations

import io

import pytest

from reelhouse.errors import UsageError
from reelhouse.output import FORMATS, Answer, Options, format_of_file, write


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_every_answer_the_same_way(form: str, answer: Answer) -> None:
    for each in (answer, answer.head(0)):
        stream = io.BytesIO()
        FORMATS[form].write(each, stream, Options())
        assert stream.getvalue()


def test_an_unknown_format_is_told_what_there_is(answer: Answer) -> None:
    with pytest.raises(
        UsageError, match="'pdf': expected one of table, csv, json, parquet, arrow, xlsx"
    ):
        write(answer, "pdf", io.BytesIO())


@pytest.mark.parametrize(
    ("path", "form"),
    [("a/b.csv", "csv"), ("B.XLSX", "xlsx"), ("b.parquet", "parquet"), ("b", None), ("b.x", None)],
)
def test_a_files_ending_stands_for_a_format(path: str, form: str | None) -> None:
    assert format_of_file(path) == form
