"""The data dictionary: what each table and column means, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.schema.model import Schema, Table

_HEADER = ("Column", "Type", "NULL", "Key", "Refers to", "Meaning")


def markdown(schema: Schema) -> str:
    """A chapter for each area, a section for each table, a line for each column and check."""
    lines = ["# Data dictionary", "", _paragraph(schema.note), ""]
    for area in schema.areas:
        lines += [f"## {area.name}", "", f"{area.note}.", ""]
        for name in area.tables:
            lines += [*_section(schema.table(name)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(table: Table) -> Iterator[str]:
    yield f"### {table.full_name}"
    yield ""
    yield f"{_paragraph(table.note)}."
    yield ""
    yield _line(_HEADER)
    yield _line(["---"] * len(_HEADER))
    targets = {
        column: f"{key.target}.{there}"
        for key in table.foreign_keys
        for column, there in zip(key.columns, key.target_columns, strict=True)
    }
    for column in table.columns:
        keys = ["PK"] * (column.name in table.primary_key) + ["FK"] * (column.name in targets)
        target = targets.get(column.name)
        yield _line(
            (
                f"`{column.name}`",
                column.type,
                "yes" if column.nullable else "no",
                ", ".join(keys),
                f"`{target}`" if target else "",
                column.note,
            )
        )
    if table.check_constraints:
        yield ""
        yield "Of what is not NULL this holds:"
        yield ""
        yield from (f"- `{each.condition}`" for each in table.check_constraints)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _paragraph(text: str) -> str:
    return " ".join(text.split())
