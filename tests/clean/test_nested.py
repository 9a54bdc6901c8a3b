"""Literals mean what ast.literal_eval says, whichever way they are read."""

from __future__ import annotations

import ast
import random
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pytest

from reelhouse.clean.literals import parse, plainer
from reelhouse.clean.nested import CAST, COLLECTION, COUNTRIES, CREW, GENRES

if TYPE_CHECKING:
    from reelhouse.clean.nested import NestedColumn

FRAGMENTS = (
    *("'", '"', "{", "}", "[", "]", ",", ", ", ": ", ":", "\\", "\\\\", "\\'", '\\"', "\\n"),
    *("None", ": None", "': None,", "': None}", "NULL", "True", "\n", "\r", "\t", "\0", "\x85"),
    *("\\xa0", "\\u200b", "\\x27", "\\x2c", "\\ud800", "\xa0", "\u200b", "\u2028", "\ufeff"),
    *("東京", "é", "e\u0301", "\U0001f3ac", " ", "  ", "a", "Night", "0", "-1", "1e5", "%s", "$"),
)
VALUES = 110_000


def made_up(column: NestedColumn, chance: random.Random) -> str:
    items: list[dict[str, Any]] = []
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        keys = list(column.keys)
        if chance.random() < 0.2:
            chance.shuffle(keys)
        items.append(
            {
                key: chance.choice((0, 1, 862, 999_999_999, None))
                if kind == "integer"
                else chance.choice(
                    (None, "".join(chance.choices(FRAGMENTS, k=chance.randrange(6))))
                )
                for key, kind in keys
                if chance.random() > 0.02
            }
        )
    return repr(items[0] if column.single and items else items)


def spoiled(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return chance.choice(
        (text[:at], text[:at] + text[at + 1 :], text[:at] + chance.choice(FRAGMENTS) + text[at:])
    )


def meant(text: str, column: NestedColumn) -> list[dict[str, Any]] | None:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError):
        return None
    value = [value] if column.single else value
    return [{key: item.get(key) for key, _ in column.keys} for item in value]


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "column", [GENRES, COUNTRIES, COLLECTION, CAST, CREW], ids=lambda c: c.name
)
def test_what_the_cast_reads_is_what_python_reads(column: NestedColumn) -> None:
    chance = random.Random(column.name)
    texts = [made_up(column, chance) for _ in range(VALUES // 10)]
    texts += [spoiled(text, chance) for text in texts]
    delivered = pa.table({"text": texts, "plainer": [plainer(text) for text in texts]})
    with duckdb.connect() as connection:
        connection.register("delivered", delivered)
        rows = connection.execute(
            f"select text, {column.fast_sql('text')}, {column.fast_sql('plainer')} from delivered"
        ).fetchall()
    read = [(text, items) for text, *both in rows for items in both if items is not None]
    assert len(read) > len(texts) // 4
    assert [text for text, items in read if items != meant(text, column)] == []


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_the_slow_way_reads_what_python_reads() -> None:
    chance = random.Random(7)
    for _ in range(3_000):
        text = made_up(CREW, chance)
        expected = meant(text, CREW)
        assert expected is not None
        complete = [i for i in expected if i["id"] is not None and i["credit_id"] and i["name"]]
        literal = parse(text, CREW)
        assert list(literal.items) == complete
        assert literal.whole == (complete == expected)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[{'id': 1, 'name': 'A'}, {'id': 2, 'name': 'B'} GATORADE", [1, 2]),
        ("[{'id': 1, 'name': 'A'}, {'id': 2, 'na", [1]),
        ("[{'id': 1, 'na", []),
        ("[{'id': 1, 'name': 'A'}, {'id': 2}]", [1]),
        ("[{'id': 1, 'name': 'A'}, 7]", [1]),
        ("False", []),
        ("[{'id': 1, 'name': 'A}'}, {'id': 2, 'name': \"B's", [1]),
    ],
)
def test_of_a_damaged_value_the_complete_items_are_kept(text: str, kept: list[int]) -> None:
    literal = parse(text, GENRES)
    assert [item["id"] for item in literal.items] == kept
    assert not literal.whole


def test_a_line_break_in_a_string_is_taken_out() -> None:
    assert parse("[{'id': 1, 'name': 'Com\nedy'}]", GENRES).items[0]["name"] == "Comedy"


def test_only_escapes_that_mean_the_same_are_replaced() -> None:
    assert plainer(r"'\xa0 \t \u200b'") == "'\xa0 \t \u200b'"
    untouched = r"'\' \" \\xa0 \n \x00 \x27 \x2c \ud83c \U0011ffff'"
    assert plainer(untouched) == untouched
