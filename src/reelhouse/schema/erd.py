"""The diagram of the data model: SVG, and PDF made of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reelhouse.errors import MissingExtraError
from reelhouse.schema.layout import (
    HEADER,
    MARKS,
    PANEL_GAP,
    SHEET_MARGIN,
    Box,
    Panel,
    place,
)
from reelhouse.schema.routing import Port, Wire, route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.schema.model import Schema

_STYLE = """
text { font-family: Helvetica, Arial, 'Liberation Sans', sans-serif; fill: #1f2733 }
.title { font-size: 26px; font-weight: bold }
.subtitle, .legend { font-size: 13px; fill: #546070 }
.area { font-size: 17px; font-weight: bold }
.table { font-size: 13px; font-weight: bold; fill: #ffffff }
.column { font-size: 12px }
.key { font-weight: bold }
.type { font-size: 11px; fill: #667085; text-anchor: end }
.mark { font-size: 8.5px; font-weight: bold; fill: #667085 }
.primary { fill: #b7791f }
.line { fill: none; stroke-width: 1.5 }
.edge:hover .line { stroke-width: 3 }
"""
_CORNER = 7.0  # radius where a line turns
_A3 = (1190.55, 841.89)  # points, on its side


def svg(schema: Schema) -> str:
    """The diagram as an SVG document, drawn by the plan of `layout`."""
    return _document(_draw(schema))


def pdf(schema: Schema) -> bytes:
    """The diagram as one page of A3; MissingExtraError without vl-convert."""
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError(
            "the diagram as PDF needs vl-convert: pip install 'reelhouse[charts]'"
        ) from error
    root = _draw(schema)
    width, height = _A3
    root.set("width", f"{width}")
    root.set("height", f"{height}")
    document: bytes = vl_convert.svg_to_pdf(_document(root))
    return document


def _document(root: ET.Element) -> str:
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _draw(schema: Schema) -> ET.Element:
    panels = place(schema)
    boxes = [box for panel in panels for box in panel.boxes]
    wires = route(boxes, schema.foreign_keys)
    width = max(panel.right for panel in panels) + SHEET_MARGIN
    height = max(panel.bottom for panel in panels) + SHEET_MARGIN
    root = _add(
        None,
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
    )
    _add(root, "title", "Data model of Reelhouse")
    _add(root, "style", _STYLE)
    _add(root, "rect", width=width, height=height, fill="#ffffff")
    _draw_title(root, schema)
    for panel in panels:
        _draw_panel(root, panel)
    for wire in wires:
        _draw_wire(root, wire)
    for box in boxes:
        _draw_box(root, box)
    _draw_legend(root, panels, schema)
    return root


def _add(
    parent: ET.Element | None, tag: str, text: str | None = None, /, **attributes: object
) -> ET.Element:
    """A new element; `class_` and `font_size` become `class` and `font-size`."""
    named = {
        name.rstrip("_").replace("_", "-"): f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in attributes.items()
    }
    element = ET.Element(tag, named) if parent is None else ET.SubElement(parent, tag, named)
    element.text = text
    return element


def _draw_title(root: ET.Element, schema: Schema) -> None:
    note = " ".join(schema.note.split())
    _add(root, "text", "Reelhouse: the data model", class_="title", x=SHEET_MARGIN, y=58)
    _add(root, "text", note, class_="subtitle", x=SHEET_MARGIN, y=82)


def _draw_panel(root: ET.Element, panel: Panel) -> None:
    group = _add(root, "g", class_="panel")
    _add(
        group,
        "rect",
        x=panel.x,
        y=panel.y,
        width=panel.right - panel.x,
        height=panel.bottom - panel.y,
        rx=12,
        fill=panel.area.color,
        fill_opacity=0.07,
    )
    text = _add(group, "text", class_="area", x=panel.x + 20, y=panel.y + 28)
    _add(text, "tspan", panel.area.name, fill=panel.area.color).tail = " "
    _add(text, "tspan", panel.area.note, class_="legend", dx=8, font_weight="normal")


def _draw_box(root: ET.Element, box: Box) -> None:
    table = box.table
    group = _add(root, "g", class_="box", id=table.full_name)
    _add(group, "title", table.note)
    shape = {"x": box.x, "width": box.width}
    height = box.bottom - box.y
    _add(group, "rect", **shape, y=box.y, height=height, rx=6, fill="#ffffff")
    # The head is round at the top only.
    head = f"M{box.x:g} {box.y + HEADER:g}v{6 - HEADER}q0-6 6-6h{box.width - 12:g}q6 0 6 6"
    _add(group, "path", d=f"{head}v{HEADER - 6}z", fill=box.area.color)
    _add(group, "text", table.name, class_="table", x=box.x + 12, y=box.y + 19)
    referring = {column for key in table.foreign_keys for column in key.columns}
    for column in table.columns:
        middle = box.row(column.name)
        line = _add(group, "g")
        _add(line, "title", column.note)
        primary = column.name in table.primary_key
        if primary:
            _add(line, "text", "PK", class_="mark primary", x=box.x + 10, y=middle + 3)
        if column.name in referring:
            _add(line, "text", "FK", class_="mark", x=box.x + 26, y=middle + 3)
        style = "column key" if primary else "column"
        _add(line, "text", column.name, class_=style, x=box.x + MARKS, y=middle + 4)
        _add(line, "text", column.type, class_="type", x=box.right - 20, y=middle + 4)
        if not column.nullable:
            _add(line, "circle", cx=box.right - 11, cy=middle, r=2.5, fill=box.area.color)
    _add(group, "rect", **shape, y=box.y, height=height, rx=6, fill="none", stroke=box.area.color)


def _draw_wire(root: ET.Element, wire: Wire) -> None:
    color = wire.end.box.area.color
    source = f"{wire.key.table} ({', '.join(wire.key.columns)})"
    target = f"{wire.key.target} ({', '.join(wire.key.target_columns)})"
    group = _add(root, "g", class_="edge", data_from=source, data_to=target)
    _add(group, "title", f"{source} refers to {target}")
    path = _rounded(wire.points) + _bracket(wire.start) + _bracket(wire.end)
    _add(group, "path", class_="line", stroke=color, d=path)
    for y in wire.start.rows:
        _add(group, "circle", cx=wire.start.edge + 3 * wire.start.side, cy=y, r=3, fill=color)
    tip, back = wire.end.x, 9 * wire.end.side
    _add(group, "path", d=f"M{tip:g} {wire.end.y:g}l{back}-4.5v9z", fill=color)


def _rounded(points: Sequence[tuple[float, float]]) -> str:
    """An SVG path along the points with round corners."""
    path = "M{:g} {:g}".format(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        for reach, command in ((before, "L"), (after, "Q")):
            length = abs(reach[0] - corner[0]) + abs(reach[1] - corner[1])
            part = min(_CORNER, length / 2) / length if length else 0.0
            x, y = (here + (there - here) * part for here, there in zip(corner, reach, strict=True))
            turn = "{:g} {:g} ".format(*corner) if command == "Q" else ""
            path += f"{command}{turn}{x:g} {y:g}"
    return path + "L{:g} {:g}".format(*points[-1])


def _bracket(port: Port) -> str:
    return "".join(
        f"M{port.edge:g} {above:g}H{port.x:g}V{below:g}H{port.edge:g}"
        for above, below in pairwise(port.rows)
    )


def _draw_legend(root: ET.Element, panels: Sequence[Panel], schema: Schema) -> None:
    """What the marks mean, below the first stack of panels."""
    stack = [panel for panel in panels if panel.x == panels[0].x]
    group = _add(root, "g", class_="legend")
    x = stack[0].x + 20
    y = max(panel.bottom for panel in stack) + PANEL_GAP + 24
    color = stack[0].area.color
    columns = sum(len(table.columns) for table in schema.tables)
    counts = (
        f"{len(schema.tables)} tables, {columns} columns, {len(schema.foreign_keys)} foreign keys"
    )
    for line, text in enumerate(("part of the primary key", "part of a foreign key", "never NULL")):
        _add(group, "text", text, x=x + 30, y=y + 28 * line)
    _add(group, "text", "PK", class_="mark primary", x=x, y=y - 1)
    _add(group, "text", "FK", class_="mark", x=x, y=y + 27)
    _add(group, "circle", cx=x + 6, cy=y + 52, r=2.5, fill=color)
    x += 240
    leads = "leads to what is referred to, in the colour of its area"
    for line, text in enumerate((leads, "several columns that make one key", counts)):
        _add(group, "text", text, x=x + 64, y=y + 28 * line)
    _add(group, "path", class_="line", stroke=color, d=f"M{x:g} {y - 4:g}h40")
    _add(group, "circle", cx=x, cy=y - 4, r=3, fill=color)
    _add(group, "path", d=f"M{x + 48:g} {y - 4:g}l-9-4.5v9z", fill=color)
    _add(group, "path", class_="line", stroke=color, d=f"M{x + 18:g} {y + 16:g}h9v16h-9m9-8h21")
