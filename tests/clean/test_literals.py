"""Python literals read the slow way, and what is left of damaged ones."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.readings import examples

from reelhouse.clean.literals import evaluate, parse, plainer
from reelhouse.clean.nested import CAST, COLLECTION, GENRES, KEYWORDS

WORDS = st.lists(
    st.sampled_from(
        [
            *("'", '"', "{", "}", "[", "]", ", ", ": ", "\\", "\\'", "None", "': None, ", "NULL"),
            *("\n", "\r", "\t", "\0", "\x85", "\xa0", "\u200b", "\u2028", "東京", "🎬", " ", "a"),
        ]
    ),
    max_size=8,
).map("".join)
ITEMS = st.lists(st.fixed_dictionaries({"id": st.integers(1, 999), "name": WORDS}), max_size=4)


def items(text: str) -> list[dict[str, Any]]:
    return list(parse(text, GENRES).items)


@examples(300)
@given(WORDS)
def test_a_string_is_what_python_reads_in_it(word: str) -> None:
    assert evaluate(repr(word)) == ast.literal_eval(repr(word)) == word


@examples(300)
@given(ITEMS)
def test_items_come_back_from_what_python_writes_of_them(found: list[dict[str, Any]]) -> None:
    literal = parse(repr(found), GENRES)
    assert list(literal.items) == [item for item in found if item["name"]]
    assert literal.whole == all(item["name"] for item in found)


@examples(300)
@given(WORDS)
def test_a_plainer_text_means_the_same(word: str) -> None:
    text = repr(word)
    assert ast.literal_eval(plainer(text)) == ast.literal_eval(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"'\xa0'", "'\xa0'"),
        (r"'a\tb\u200b\U0001f3ac'", "'a\tb\u200b\U0001f3ac'"),
        (r"'\\xa0'", r"'\\xa0'"),
        (r"'\\\xa0'", "'\\\\\xa0'"),
        (r"'\x27'", r"'\x27'"),
        (r"'\n\r\x00\ud800\N{BULLET}'", r"'\n\r\x00\ud800\N{BULLET}'"),
        (r"'\UFFFFFFFF'", r"'\UFFFFFFFF'"),
    ],
)
def test_only_escapes_that_python_writes_and_that_harm_nothing_are_resolved(
    text: str, plain: str
) -> None:
    assert plainer(text) == plain


def test_items_come_by_name_whatever_their_order() -> None:
    text = "[{'name': 'Drama', 'extra': [1], 'id': 18}]"
    assert parse(text, GENRES).items == ({"id": 18, "name": "Drama"},)
    assert parse(text, GENRES).whole


def test_a_key_that_is_missing_is_none() -> None:
    text = "[{'credit_id': 'c', 'id': 1, 'name': 'n'}]"
    [item] = parse(text, CAST).items
    assert item["character"] is None
    assert list(item) == [key for key, _ in CAST.keys]


@pytest.mark.parametrize(
    "item",
    [
        "{'id': 5}",
        "{'id': 5, 'name': None}",
        "{'id': 5, 'name': ''}",
        "{'id': None, 'name': 'x'}",
        "{'id': 'five', 'name': 'x'}",
        "{'id': 5.0, 'name': 'x'}",
        "{'id': True, 'name': 'x'}",
        "{'id': 2147483648, 'name': 'x'}",
        "{'id': 5, 'name': ['x']}",
        r"{'id': 5, 'name': 'half \ud83d of a character'}",
        "5",
    ],
)
def test_an_item_that_is_none_is_left_out_and_the_value_is_not_whole(item: str) -> None:
    literal = parse(f"[{item}, {{'id': 18, 'name': 'Drama'}}]", GENRES)
    assert literal.items == ({"id": 18, "name": "Drama"},)
    assert not literal.whole


def test_a_number_in_quotes_is_the_number_and_a_text_without_quotes_the_text() -> None:
    assert items("[{'id': '18', 'name': 7}]") == [{"id": 18, "name": "7"}]


def test_a_single_column_holds_one_dict() -> None:
    literal = parse("{'id': 1, 'name': 'x', 'poster_path': None}", COLLECTION)
    assert literal.items == ({"id": 1, "name": "x", "poster_path": None, "backdrop_path": None},)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'} GATORADE", [1, 2]),
        ("[{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'}", [1, 2]),
        ("[{'id': 1, 'name': 'a'}, {'id': 2, 'na", [1]),
        ("[{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b", [1]),
        ("[{'id': 1, 'name': 'a}, {'id': 2, 'name': 'b'}]", [2]),
        ("'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'}]", [2]),
        ("[{'id': 1, 'name': 'a'} {'id': 2, 'name': 'b'}]", [1, 2]),
        ("[{'id': 1, 'name': \"it's {2}\"}, {", [1]),
        ("[{'id': 1, 'name'", []),
        ("False", []),
        ("", []),
        ("{'id': 1, 'name': open('x')}", []),
    ],
)
def test_of_a_damaged_value_the_complete_items_are_kept(text: str, kept: list[int]) -> None:
    assert [item["id"] for item in items(text)] == kept
    assert not parse(text, GENRES).whole


@examples(300)
@given(ITEMS, st.data())
def test_of_a_value_that_is_cut_off_nothing_is_guessed(
    found: list[dict[str, Any]], data: st.DataObject
) -> None:
    text = repr(found)
    cut = text[: data.draw(st.integers(0, len(text) - 1), label="cut")]
    complete = [item for n, item in enumerate(found) if len(repr(found[: n + 1])) - 1 <= len(cut)]
    assert items(cut) == [item for item in complete if item["name"]]


@pytest.mark.parametrize("line_break", ["\n", "\r", "\n\n", "\r\n"])
def test_a_line_break_within_a_string_is_taken_out_and_told(line_break: str) -> None:
    literal = parse(f"[{{'id': 18, 'name': 'Dra{line_break}ma'}}]", GENRES)
    assert literal.items == ({"id": 18, "name": "Drama"},)
    assert not literal.whole


def test_a_line_break_between_items_is_no_damage() -> None:
    literal = parse("[{'id': 18,\n 'name': 'Drama'}]", GENRES)
    assert literal.items == ({"id": 18, "name": "Drama"},)
    assert literal.whole


def test_a_line_that_python_goes_on_reading_is_read_so_and_told() -> None:
    literal = parse("[{'id': 18, 'name': 'Dra\\\nma'}]", GENRES)
    assert literal.items == ({"id": 18, "name": "Drama"},)
    assert not literal.whole


@pytest.mark.parametrize(
    "text",
    ["(" * 500, "[" * 5_000, "-" * 100_000 + "1", "9" * 5_000, "{[]: 1}", "\0", "1 +", "[{**{}}]"],
)
def test_what_python_cannot_read_is_no_literal_and_no_error(text: str) -> None:
    assert evaluate(text) is ...
    assert parse(text, KEYWORDS).items == ()
