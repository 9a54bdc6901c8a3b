"""Rows are numbered by the lines on which they begin, whatever lies between them."""

from __future__ import annotations

import pyarrow as pa

from reelhouse.clean.numbering import Numbering, Piece, newlines_in


def test_rows_of_one_line_follow_each_other_behind_the_header() -> None:
    numbering = Numbering(2)
    assert numbering.lines_of(3, None).to_pylist() == [3, 4, 5]
    assert numbering.lines_of(2, None).to_pylist() == [6, 7]
    assert numbering.line == 8


def test_a_row_that_holds_line_breaks_moves_those_behind_it() -> None:
    numbering = Numbering(1)
    assert numbering.lines_of(3, pa.array([0, 2, 1])).to_pylist() == [2, 3, 6]
    assert numbering.lines_of(1, None).to_pylist() == [8]


def test_skipped_records_are_found_between_rows_before_them_and_behind_the_last() -> None:
    numbering = Numbering(1)
    numbering.skip(2, 0)
    numbering.skip(4, 2)
    numbering.skip(6, 0)
    assert numbering.lines_of(2, pa.array([0, 1])).to_pylist() == [3, 7]
    assert numbering.lines_of(0, None).to_pylist() == []
    assert numbering.skipped == [Piece(2, 2), Piece(4, 6), Piece(9, 9)]


def test_line_breaks_are_counted_over_all_columns_of_a_row() -> None:
    found = newlines_in(pa.record_batch({"a": ["x", "\n"], "b": ["y", "\n\n"]}))
    assert found is not None
    assert found.to_pylist() == [0, 3]
    assert newlines_in(pa.record_batch({"a": ["x"], "b": ["y"]})) is None
