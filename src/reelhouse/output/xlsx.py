"""Excel: one sheet with the rows, one with the scope; numbers are numbers."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from reelhouse.errors import MissingExtraError, UsageError
from reelhouse.output.answer import is_label
from reelhouse.output.text import readable

if TYPE_CHECKING:
    from reelhouse.output import Answer, Field, Options

MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""

_WIDTH_ROWS = 1_000
_WIDTHS = (6, 48)
_CELL_CHARACTERS = 32_767


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:  # noqa: ARG001 one signature
    """Write a workbook.

    Excel keeps 15 digits of a number; amounts with more are the nearest such number. UsageError
    for more than MAX_ROWS rows, MissingExtraError without xlsxwriter.
    """
    if answer.data.num_rows > MAX_ROWS:
        raise UsageError(
            f"{answer.name} has {answer.data.num_rows:,} rows, and a sheet of Excel holds "
            f"{MAX_ROWS:,}: narrow it with filters, or choose csv or parquet"
        )
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError(
            "Excel files need the package xlsxwriter: pip install 'reelhouse[excel]'"
        ) from error

    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # The library closes a workbook even where that cannot be written: it gets a file that can.
    with TemporaryFile() as whole:
        with xlsxwriter.Workbook(whole, settings) as book:
            book.set_properties({"title": answer.title, "comments": answer.description})
            styles = _Styles.of(book)
            _write_rows(book.add_worksheet(_sheet_name(answer.name)), answer, styles)
            _write_scope(book.add_worksheet("scope"), answer, styles)
        whole.seek(0)
        shutil.copyfileobj(whole, stream)


@dataclass(frozen=True)
class _Styles:
    header: Any
    label: Any
    whole: Any
    cents: Any
    exact: Any
    day: Any

    @classmethod
    def of(cls, book: Any) -> _Styles:
        return cls(
            header=book.add_format({"bold": True, "bottom": 1}),
            label=book.add_format({"num_format": "0"}),
            whole=book.add_format({"num_format": "#,##0"}),
            cents=book.add_format({"num_format": "#,##0.00"}),
            exact=book.add_format({"num_format": "#,##0.000000"}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
        )

    def of_number(self, value: float | Decimal, *, is_label: bool) -> Any:
        if is_label:
            return self.label
        if isinstance(value, int):
            return self.whole
        if isinstance(value, Decimal) and value.as_tuple().exponent == -2:
            return self.cents
        return self.exact


def _write_rows(sheet: Any, answer: Answer, styles: _Styles) -> None:
    for number, (field, width) in enumerate(zip(answer.fields, _widths(answer), strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, field.name, styles.header)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, answer.data.num_rows, len(answer.fields) - 1)
    for at, row in enumerate(answer.rows(), start=1):
        for number, (field, value) in enumerate(zip(answer.fields, row, strict=True)):
            _write_cell(sheet, (at, number), value, styles, is_label=field.is_label)


def _write_cell(
    sheet: Any, at: tuple[int, int], value: object, styles: _Styles, *, is_label: bool = False
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(*at, value, styles.of_number(value, is_label=is_label))
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(*at, value, styles.day)
    else:
        sheet.write_string(*at, str(value)[:_CELL_CHARACTERS])


def _write_scope(sheet: Any, answer: Answer, styles: _Styles) -> None:
    about = [("report", answer.name), ("title", answer.title)]
    lines: list[tuple[str, object]] = [*about, *answer.filters.items(), *answer.scope.items()]
    sheet.set_column(0, 0, max(len(name) for name, _ in lines) + 2)
    sheet.set_column(1, 1, _WIDTHS[1])
    for number, (name, value) in enumerate(lines):
        sheet.write_string(number, 0, name, styles.header if number < len(about) else None)
        _write_cell(sheet, (number, 1), value, styles, is_label=is_label(name))


def _widths(answer: Answer) -> list[int]:
    """Width of each column in characters, by its header and the first rows."""
    widths = [len(field.name) + 3 for field in answer.fields]
    for row in answer.rows(_WIDTH_ROWS):
        shown = map(_shown_length, answer.fields, row)
        widths = [max(pair) for pair in zip(widths, shown, strict=True)]
    least, most = _WIDTHS
    return [min(max(width, least), most) for width in widths]


def _shown_length(field: Field, value: object) -> int:
    return len(readable(value, grouped=not field.is_label)) + 1


def _sheet_name(name: str) -> str:
    return name[:31]
