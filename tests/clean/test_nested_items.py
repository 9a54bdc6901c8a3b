"""Nested values in the workbench: each goes the one way or the other, and none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from reelhouse.clean.nested import GENRES
from reelhouse.clean.nested_items import create_macros, read_items
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.clean.quarantine import Entry

PLAIN = "[{'id': 18, 'name': 'Drama'}]"
ESCAPED = r"[{'id': 35, 'name': 'Sci\xa0Fi'}]"
STRAY_KEY = "[{'id': 36, 'name': 'Music', 'more': 1}]"
CUT = "[{'id': 37, 'name': 'Western'}, {'id': 38, 'na"
LOST = "[{'id': 38, 'na"
NAMELESS = "[{'id': 39, 'name': ''}]"
NO_CHARACTER = r"[{'id': 40, 'name': '\ud800'}]"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path) as workbench:
        create_macros(workbench)
        yield workbench


def test_values_of_all_kinds_are_read(bench: Workbench) -> None:
    _read(bench, PLAIN, ESCAPED, STRAY_KEY, CUT, LOST, "[]", NAMELESS, NO_CHARACTER)
    found = bench.rows(
        "select line, id, [item.name for item in items] from read_genres order by line"
    )
    assert found == [
        (0, 100, ["Drama"]),
        (1, 101, ["Sci\xa0Fi"]),
        (2, 102, ["Music"]),
        (3, 103, ["Western"]),
        (4, 104, []),
        (5, 105, []),
        (6, 106, []),
        (7, 107, []),
    ]


def test_damaged_values_are_told_of_with_what_was_kept(bench: Workbench) -> None:
    entries = _read(bench, PLAIN, ESCAPED, STRAY_KEY, CUT, LOST, NAMELESS, NO_CHARACTER)
    assert [(e.line, e.column, e.action.value, e.raw, e.detail) for e in entries] == [
        (3, "genres", "repaired", CUT, "1 items kept"),
        (4, "genres", "nulled", LOST, None),
        (5, "genres", "nulled", NAMELESS, None),
        (6, "genres", "nulled", NO_CHARACTER, None),
    ]


def test_an_empty_text_is_no_items_and_no_damage(bench: Workbench) -> None:
    assert _read(bench, "", "  ") == []
    assert bench.value("select count(*) from read_genres") == 0


def test_without_rows_the_view_is_there_all_the_same(bench: Workbench) -> None:
    assert _read(bench) == []
    assert bench.value("select count(*) from read_genres") == 0


def _read(bench: Workbench, *texts: str) -> list[Entry]:
    bench.connection.register("given", pa.table({"text": pa.array(texts, pa.string())}))
    bench.run(
        """
        create or replace temp table staged as
        with numbered as (select row_number() over () - 1 as line, text from given)
        select
            line,
            cast(100 + line as integer) as id,
            whole_items_of_genres(items_of_genres(text)) as genres,
            case when genres is null then text_or_none(text) end as genres_text
        from numbered
        """.replace("text_or_none(text)", "nullif(trim(text), '')")
    )
    return read_items(bench, "movies_metadata", "staged", (GENRES,))
