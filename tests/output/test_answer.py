from __future__ import annotations

import pyarrow as pa
import pytest

from reelhouse.output import Answer, Field
from reelhouse.output.answer import is_label
from reelhouse.reports.catalog import definition
from reelhouse.reports.result import Report
from reelhouse.reports.scope import Scope


def test_a_report_brings_its_words_its_scope_and_its_rows() -> None:
    table = pa.table({"genre_id": [18]})
    scope = Scope("2026-11", 9, 8, 1, 0, 0, 0, 5, 4, 0)
    report = Report(definition("genre-budget"), table, scope, 12, {"year": 1995})

    answer = Answer.of_report(report)

    assert (answer.name, answer.title) == ("genre-budget", report.definition.title)
    assert [field.name for field in answer.fields] == list(report.columns)
    assert answer.fields[-1].unit == "US dollars"
    assert answer.scope == scope.as_dict()
    assert (answer.filters, answer.total_rows, answer.data) == ({"year": 1995}, 12, table)


def test_a_table_has_its_columns_and_no_scope() -> None:
    answer = Answer.of_table("rejects", "Rejects", pa.table({"file": ["links"], "line": [3]}))
    assert answer.fields == (Field("file"), Field("line"))
    assert (answer.total_rows, answer.scope) == (1, {})


def test_rows_come_in_order_whatever_the_batches() -> None:
    chunks = pa.chunked_array([[1, 2], [], [3]], pa.int64())
    answer = Answer.of_table("x", "X", pa.table({"n": chunks}))
    assert list(answer.rows()) == [(1,), (2,), (3,)]
    assert list(answer.rows(2)) == [(1,), (2,)]


def test_the_head_still_knows_how_many_rows_there_were(answer: Answer) -> None:
    head = answer.head(1)
    assert (head.data.num_rows, head.total_rows) == (1, 3)


@pytest.mark.parametrize("name", ["genre_id", "release_year", "year", "line", "from_year"])
def test_numbers_that_tell_things_apart_are_labels(name: str) -> None:
    assert is_label(name)


@pytest.mark.parametrize("name", ["movies", "rank", "revenue", "movies_total"])
def test_other_numbers_are_not(name: str) -> None:
    assert not is_label(name)
