from __future__ import annotations

from itertools import combinations

from reelhouse.schema.layout import Box, place
from reelhouse.schema.routing import Wire, route
from reelhouse.schema.stored import load_schema

SCHEMA = load_schema()
BOXES = [box for panel in place(SCHEMA) for box in panel.boxes]
WIRES = route(BOXES, SCHEMA.foreign_keys)

Segment = tuple[float, float, float, float]  # left, top, right, bottom


def segments(wire: Wire) -> list[Segment]:
    ends = zip(wire.points, wire.points[1:], strict=False)
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in ends]


def meet(one: Segment, other: Segment) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def behind(segment: Segment, box: Box) -> bool:
    return meet(segment, (box.x + 1, box.y + 1, box.right - 1, box.bottom - 1))


def test_each_foreign_key_has_a_wire_from_its_columns_to_those_it_refers_to() -> None:
    assert tuple(wire.key for wire in WIRES) == SCHEMA.foreign_keys
    for wire in WIRES:
        assert wire.start.box.table.full_name == wire.key.table
        assert wire.end.box.table.full_name == wire.key.target
        for port, columns in (
            (wire.start, wire.key.columns),
            (wire.end, wire.key.target_columns),
        ):
            assert port.rows == tuple(port.box.row(column) for column in columns)
            assert port.edge in {port.box.x, port.box.right}


def test_no_wire_passes_behind_a_table() -> None:
    assert not [
        (wire.key, box.table.full_name)
        for wire in WIRES
        for box in BOXES
        for segment in segments(wire)
        if behind(segment, box)
    ]


def test_wires_meet_only_on_the_way_to_the_same_place() -> None:
    assert not [
        (one.key, other.key)
        for one, other in combinations(WIRES, 2)
        if one.key.target != other.key.target
        for mine in segments(one)
        for theirs in segments(other)
        if meet(mine, theirs)
    ]


def test_a_key_of_several_columns_is_held_together_by_a_bracket() -> None:
    (wire,) = [wire for wire in WIRES if len(wire.key.columns) > 1]
    assert wire.start.x > wire.start.edge
    assert min(wire.start.rows) < wire.start.y < max(wire.start.rows)


def test_wires_stand_in_any_order_that_the_keys_come_in() -> None:
    keys = SCHEMA.foreign_keys[::-1]
    assert {wire.key: wire.points for wire in route(BOXES, keys)} == {
        wire.key: wire.points for wire in WIRES
    }
