from __future__ import annotations

from itertools import combinations

from reelhouse.schema.layout import MARKS, PLAN, Box, place, text_width
from reelhouse.schema.stored import load_schema

SCHEMA = load_schema()
PANELS = place(SCHEMA)
BOXES = [box for panel in PANELS for box in panel.boxes]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def test_the_plan_seats_every_table_in_its_area_once() -> None:
    seats = sorted(
        (area, seat)
        for stack in PLAN
        for area, columns in stack.items()
        for column in columns
        for seat in column
        if seat
    )
    assert seats == sorted(
        (area.name, SCHEMA.table(name).name) for area in SCHEMA.areas for name in area.tables
    )


def test_every_table_stands_on_the_panel_of_its_area() -> None:
    for panel in PANELS:
        assert sorted(box.table.full_name for box in panel.boxes) == sorted(panel.area.tables)
        for box in panel.boxes:
            assert panel.x < box.x < box.right < panel.right
            assert panel.y < box.y < box.bottom < panel.bottom


def test_no_table_covers_another() -> None:
    assert not [pair for pair in combinations(BOXES, 2) if overlap(*pair)]


def test_name_and_type_of_each_column_fit_side_by_side() -> None:
    for box in BOXES:
        for column in box.table.columns:
            name = text_width(column.name, 12, bold=True)
            assert MARKS + name + text_width(column.type, 11) + 20 < box.width


def test_lines_of_a_table_follow_each_other_inside_of_it() -> None:
    for box in BOXES:
        rows = [box.row(column.name) for column in box.table.columns]
        assert rows == sorted(set(rows))
        assert box.y < rows[0]
        assert rows[-1] < box.bottom


def test_text_is_taken_to_be_a_little_wider_than_helvetica_sets_it() -> None:
    # Widths by the metrics that Adobe publishes for Helvetica, in thousandths of an em.
    set_width = (556 * 2 + 278 * 1 + 556 + 500 + 333) * 0.012  # "integer" less its i and t
    assert set_width < text_width("integer", 12) < 1.5 * set_width
    assert text_width("name", 12, bold=True) > text_width("name", 12)
