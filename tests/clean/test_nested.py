"""Both ways of reading a nested value, against the reference: `ast.literal_eval`."""

from __future__ import annotations

import ast
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.literal_texts import LiteralTexts
from tests.clean.readings import examples

from reelhouse.clean.literals import parse, plainer
from reelhouse.clean.nested import (
    CAST,
    COLLECTION,
    COMPANIES,
    COUNTRIES,
    CREW,
    GENRES,
    KEYWORDS,
    LANGUAGES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.clean.nested import NestedColumn

COLUMNS = (GENRES, COMPANIES, COUNTRIES, LANGUAGES, KEYWORDS, COLLECTION, CAST, CREW)
COUNTS = {GENRES: 30_000, COLLECTION: 18_000, CAST: 8_000, CREW: 8_000}  # 100,000 in all
Items = list[dict[str, Any]]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_both_ways_read_what_python_reads(column: NestedColumn) -> None:
    _compare(column, list(LiteralTexts(column, seed=20_261_101).texts(COUNTS.get(column, 9_000))))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_both_ways_read_what_python_reads_in_a_million_values(
    column: NestedColumn, seed: int
) -> None:
    _compare(column, list(LiteralTexts(column, seed).texts(12_500)))


@examples(150)
@given(st.lists(st.dictionaries(st.sampled_from(["id", "name"]), st.text() | st.none())))
def test_any_text_in_a_value_is_read_as_python_reads_it(found: Items) -> None:
    text = repr(found)
    [fast] = _fast(GENRES, [text])
    if fast is not None:
        assert fast == _by_key(found, GENRES)
    _require_slow(GENRES, text, found)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[{'id': 18, 'name': 'Drama'}]",
        "[{'name': 'Drama', 'id': 18}]",
        "[{'id': -18, 'name': None}, {'id': None, 'name': ''}]",
        "[{'id': 18}]",
        "[{'id': 1, 'name': 'a', 'id': 2}]",
        "[{'id': 18, 'name': \"Rock 'n' Roll\"}]",
        "[{'id': 18, 'name': '{braces}, [brackets]'}]",
        "[{'id': 18, 'name': 'None'}, {'id': 19, 'name': 'NULL'}]",
        "[{'id': 18, 'name': '  blanks  '}]",
        r"[{'id': 18, 'name': 'both \' and \"'}]",
        r"[{'id': 18, 'name': 'C:\\'}]",
        "[{'id': 18, 'name': 'a: None, b'}]",
        "[{'id': 18, 'name': '東京 🎬'}]",
    ],
)
def test_what_python_writes_for_most_values_takes_the_quick_way(text: str) -> None:
    assert _fast(GENRES, [text]) == [_by_key(ast.literal_eval(text), GENRES)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "False",
        "[{'id': 18, 'name': 'Drama'}",
        "[{'id': 18, 'name': 'Drama'} GATORADE",
        "[{'id': 18, 'name': 'Dra\nma'}]",
        "[{'id': 18, 'name': 'Dra\0ma'}]",
        r"[{'id': 18, 'name': '\xa0'}]",
        r"[{'id': 18, 'name': '\d'}]",
        "[{'id': 018, 'name': 'Drama'}]",
        "[{'id': '18', 'name': 'Drama'}]",
        "[{'id': 18, 'name': Drama}]",
        "[{'id': 18, 'name': NULL}]",
        "[{'id': 18 'name': 'Drama'}]",
        "[{'id': 18, 'name': 'Drama'},, {'id': 19}]",
        "[{'id': 18, 'name': ': None, x'}]",
        "[{'id': 18, 'name': \"x': None, y\"}]",
        "{'id': 18, 'name': 'Drama'}",
        "[{}]",
        "[[{'id': 18, 'name': 'Drama'}]]",
    ],
)
def test_what_the_cast_could_misread_does_not_take_the_quick_way(text: str) -> None:
    assert _fast(GENRES, [text]) == [None]


def _compare(column: NestedColumn, texts: Sequence[str]) -> None:
    meant = [_meant(text) for text in texts]
    quick = 0
    for way in (texts, [plainer(text) for text in texts]):
        for text, value, fast in zip(texts, meant, _fast(column, way), strict=True):
            if fast is None or (column.single and not text):
                continue
            assert value is not ..., f"read as {fast}, though no literal: {text!r}"
            assert fast == _by_key([value] if column.single else value, column), text
            quick += 1
    assert quick > len(texts) / 8, "hardly anything was read the quick way"
    for text, value in zip(texts, meant, strict=True):
        _require_slow(column, text, value)


def _require_slow(column: NestedColumn, text: str, value: Any) -> None:
    literal = parse(text, column)
    found = [value] if column.single and isinstance(value, dict) else value
    if value is ... or not isinstance(found, list):
        assert not literal.whole, text
    elif all(_is_plain(item, column) for item in found):
        assert list(literal.items) == _by_key(found, column), text
        assert literal.whole or "\n" in text or "\r" in text, text
    else:
        loadable = _by_key([item for item in found if _is_plain(item, column)], column)
        assert [item for item in literal.items if item in loadable] == loadable, text


def _meant(text: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ...


def _by_key(found: Items, column: NestedColumn) -> Items:
    return [{key: item.get(key) for key, _ in column.keys} for item in found]


def _is_plain(item: Any, column: NestedColumn) -> bool:
    """Whether an item has all that is required, and each value in its own type."""
    if not isinstance(item, dict) or any(item.get(key) in (None, "") for key in column.required):
        return False
    for key, kind in column.keys:
        value = item.get(key)
        if value is None:
            continue
        if kind == "integer":
            if type(value) is not int or abs(value) >= 2**31:
                return False
        elif type(value) is not str or any("\ud800" <= char <= "\udfff" for char in value):
            return False
    return True


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _fast(column: NestedColumn, texts: Sequence[str]) -> list[Items | None]:
    _connection().register("given", pa.table({"text": pa.array(texts, pa.string())}))
    found = _connection().sql(f"select {column.fast_sql('text')} as items from given")
    answers: list[Items | None] = found.to_arrow_table().column("items").to_pylist()
    return answers
