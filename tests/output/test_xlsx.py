from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from reelhouse.errors import MissingExtraError, UsageError
from reelhouse.output import Answer, write, xlsx


@pytest.fixture
def book(answer: Answer) -> Any:
    return opened(answer)


def opened(answer: Answer) -> Any:
    stream = io.BytesIO()
    write(answer, "xlsx", stream)
    stream.seek(0)
    return openpyxl.load_workbook(stream)


def test_numbers_are_numbers_booleans_booleans_and_null_is_empty(book: Any) -> None:
    assert list(book["genre-revenue"].iter_rows(values_only=True)) == [
        ("genre_id", "genre", "release_year", "movies", "revenue", "small_sample"),
        (None, "(none)", 1995, 1234567, None, True),
        (18, 'Драма "x", 映画', 1995, 2, 1.234567890123457e19, False),
        (10749, "Romance", 1996, 0, -0.1, None),
    ]


def test_thousands_are_separated_but_not_in_years_and_ids(book: Any) -> None:
    formats = [cell.number_format for cell in book["genre-revenue"][3]]
    assert formats == ["0", "General", "0", "#,##0", "#,##0.00", "General"]


def test_the_header_is_frozen_and_the_columns_are_wide_enough(book: Any) -> None:
    sheet = book["genre-revenue"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["E"].width > len("12,345,678,901,234,567,890.12")


def test_the_scope_has_a_sheet_of_its_own(book: Any) -> None:
    assert list(book["scope"].iter_rows(values_only=True)) == [
        ("report", "genre-revenue"),
        ("title", "Revenue by genre and year"),
        ("from_year", 1995),
        ("allocation", "split"),
        ("as_of", "2026-11"),
        ("movies_total", 45463),
        ("allocation", "split"),
    ]
    assert book["scope"]["B3"].number_format == "0"


def test_text_never_becomes_a_formula_or_a_link() -> None:
    data = pa.table({"raw": ["=1+1", "https://example.org", "x" * 40_000]})
    sheet = opened(Answer.of_table("x", "X", data))["x"]
    assert [sheet[f"A{row}"].data_type for row in (2, 3, 4)] == ["s", "s", "s"]
    assert sheet["A3"].hyperlink is None
    assert len(sheet["A4"].value) == 32_767


def test_days_are_days() -> None:
    day = datetime(1995, 10, 30)  # noqa: DTZ001 as Excel has it
    data = pa.table({"released": pa.array([day.date()])})
    assert opened(Answer.of_table("x", "X", data))["x"]["A2"].value == day


def test_more_rows_than_a_sheet_holds_are_refused(answer: Answer) -> None:
    many = replace(answer, data=pa.table({"n": pa.nulls(xlsx.MAX_ROWS + 1)}))
    with pytest.raises(UsageError, match=r"1,048,576 rows.*csv or parquet"):
        write(many, "xlsx", io.BytesIO())


def test_without_its_package_the_message_says_what_to_install(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reelhouse\[excel\]'"):
        write(answer, "xlsx", io.BytesIO())
