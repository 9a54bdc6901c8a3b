"""Rows whose keys are right, but that may be made of parts of others."""

from __future__ import annotations

import pyarrow as pa
import pytest

from reelhouse.clean.header import Header
from reelhouse.clean.layout import layout
from reelhouse.clean.numbering import newlines_in
from reelhouse.clean.suspects import Suspects


def suspected(
    name: str, values: dict[str, list[str]], aside: frozenset[int] = frozenset()
) -> list[bool] | None:
    spec = layout(name)
    texts = pa.record_batch(values)
    count = texts.num_rows
    numbered = pa.record_batch({**values, "line": pa.arange(2, 2 + count)})
    suspects = Suspects(spec, Header(",", spec.columns, 1), aside)
    mask = suspects.among(numbered, newlines_in(texts))
    return None if mask is None else mask.to_pylist()


def test_there_are_none_among_plain_rows() -> None:
    assert suspected("keywords", {"id": ["1", "2"], "keywords": ["[]", "[]"]}) is None


def test_rows_on_lines_that_are_asked_for_are() -> None:
    values = {"id": ["1", "2"], "keywords": ["[]", "[]"]}
    assert suspected("keywords", values, frozenset({3, 9})) == [False, True]


@pytest.mark.parametrize(("value", "is_suspect"), [("1\n2", True), ("12\n", False), ("12", False)])
def test_a_break_within_a_short_value_is_one(value: str, is_suspect: bool) -> None:
    values = {"id": [value, "1\n1"], "keywords": ["[]", "[]"]}
    assert suspected("keywords", values) == [is_suspect, True]


@pytest.mark.parametrize(
    ("value", "is_suspect"), [("[\n5,[]", True), ('[\n"5",[]', True), ("[\nfive,[]", False)]
)
def test_a_value_with_a_line_that_begins_as_a_record_does_is_one(
    value: str, is_suspect: bool
) -> None:
    assert suspected("keywords", {"id": ["1"], "keywords": [value]}) == [is_suspect]
