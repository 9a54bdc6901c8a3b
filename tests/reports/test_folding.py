"""Names are compared in lower case, in Python as in the marts."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.reports.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

SURROGATES = range(0xD800, 0xE000)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def test_every_character_is_folded_as_duckdb_does(connection: duckdb.DuckDBPyConnection) -> None:
    """None differs but those that Python's Unicode does not have yet; surrogates are no text."""
    codes = [code for code in range(1, sys.maxunicode + 1) if code not in SURROGATES]
    rows = connection.execute(
        "select chr(code), lower(chr(code)) from (select unnest($codes)::integer as code)",
        {"codes": codes},
    ).fetchall()
    assert len(rows) == len(codes)
    assert [
        character
        for character, folded in rows
        if fold(character) != folded and unicodedata.category(character) != "Cn"
    ] == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_character_is_folded_whatever_stands_beside_it(text: str) -> None:
    with duckdb.connect() as opened:
        [(folded,)] = opened.execute("select lower($text)", {"text": text}).fetchall()
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"), [("ΟΔΟΣ", "οδοσ"), ("İzmir", "izmir"), ("(None)", "(none)"), ("ß", "ß")]
)
def test_a_character_stays_one(text: str, folded: str) -> None:
    assert fold(text) == folded
