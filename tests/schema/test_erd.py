from __future__ import annotations

import re
import sys
from xml.etree import ElementTree as ET

import pytest

from reelhouse.errors import MissingExtraError
from reelhouse.schema.erd import pdf, svg
from reelhouse.schema.stored import load_schema

SCHEMA = load_schema()
ROOT = ET.fromstring(svg(SCHEMA))  # noqa: S314 it is our own
SVG = "{http://www.w3.org/2000/svg}"


def groups(name: str) -> list[ET.Element]:
    return [each for each in ROOT.iter(f"{SVG}g") if each.get("class") == name]


def texts(element: ET.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def test_every_table_is_drawn_with_its_name_columns_and_types() -> None:
    boxes = {box.get("id"): texts(box) for box in groups("box")}
    assert set(boxes) == {table.full_name for table in SCHEMA.tables}
    for table in SCHEMA.tables:
        drawn = [text for text in boxes[table.full_name] if text not in {"PK", "FK"}]
        assert drawn == [
            table.name,
            *(text for column in table.columns for text in (column.name, column.type)),
        ]


def test_keys_are_marked() -> None:
    (rating,) = [box for box in groups("box") if box.get("id") == "movies.rating"]
    assert texts(rating)[1:7] == ["PK", "FK", "user_id", "integer", "PK", "FK"]


def test_a_dot_stands_at_each_column_that_is_never_null() -> None:
    dots = sum(len(list(box.iter(f"{SVG}circle"))) for box in groups("box"))
    never_null = sum(not column.nullable for table in SCHEMA.tables for column in table.columns)
    assert dots == never_null


def test_there_is_an_edge_for_each_foreign_key() -> None:
    drawn = [(edge.get("data-from"), edge.get("data-to")) for edge in groups("edge")]
    assert drawn == [
        (
            f"{key.table} ({', '.join(key.columns)})",
            f"{key.target} ({', '.join(key.target_columns)})",
        )
        for key in SCHEMA.foreign_keys
    ]


def test_every_area_is_named() -> None:
    names = [text for panel in groups("panel") for text in panel.itertext() if text.strip()]
    assert names == [text for area in SCHEMA.areas for text in (area.name, area.note)]


def test_the_legend_counts_what_is_drawn() -> None:
    (legend,) = groups("legend")
    columns = sum(len(table.columns) for table in SCHEMA.tables)
    assert f"27 tables, {columns} columns, 26 foreign keys" in texts(legend)


def test_the_pdf_is_one_page_of_a3_on_its_side() -> None:
    document = pdf(SCHEMA)
    assert document.startswith(b"%PDF")
    assert re.findall(rb"/MediaBox \[([^]]*)]", document) == [b"0 0 1190.55 841.89"]


def test_without_vl_convert_the_pdf_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reelhouse\[charts\]'"):
        pdf(SCHEMA)
