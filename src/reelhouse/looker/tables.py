"""The tables of the model as views: a dimension for each column, and what can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.looker.lookml import Block, Filters, Sql, Text, yes
from reelhouse.looker.words import NUMBER_OF_ITS_OWN, amount_format, described, label, sentences
from reelhouse.reports.columns import US_DOLLARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.looker.identifiers import Identifiers
    from reelhouse.looker.lookml import Entry, Value
    from reelhouse.schema import Column, Table

_TYPES = {"boolean": "yesno", "text": "string"}
_DAYS = ("raw", "date", "month", "quarter", "year")
_MOMENTS = ("raw", "time", "date", "month", "quarter", "year")
_UNITS = ("minutes", "seconds", "rows")
_MARKS = ("Sensitive", "Personal data", "Pseudonymous")
"""How the notes of the model end of what is not for everybody."""

_KNOWN = "Sum of the known ones; nothing where none is known"


def table_view(table: Table, identifiers: Identifiers) -> Block:
    """The view of a table; its primary key is what sums over joins are kept right by."""
    entries: list[Entry] = [
        ("label", label(table.name)),
        ("sql_table_name", Sql(identifiers.table(table.schema, table.name))),
    ]
    if len(table.primary_key) > 1:
        entries.append(_composite_key(table))
    entries += [_dimension(column, table, identifiers) for column in table.columns]
    entries.append(_count(table))
    for column in table.columns:
        entries += _measures(column, table)
    entries.append(Block("set", "row", (("fields", _told_by(table)),)))
    return Block("view", table.name, tuple(entries))


def is_key(column: Column, table: Table) -> bool:
    """Whether a column is part of the primary key or of a foreign one."""
    referring = {name for key in table.foreign_keys for name in key.columns}
    return column.name in table.primary_key or column.name in referring


def _composite_key(table: Table) -> Block:
    code = "\n|| chr(31)\n|| ".join(f"${{{name}}}" for name in table.primary_key)
    return Block(
        "dimension",
        "row_key",
        (("primary_key", "yes"), ("hidden", "yes"), ("type", "string"), ("sql", Sql(code))),
    )


def _dimension(column: Column, table: Table, identifiers: Identifiers) -> Block:
    common: tuple[tuple[str, Value], ...] = (
        *described(column.note),
        *_tags(column),
    )
    code = ("sql", Sql(identifiers.column(column.name)))
    if _is_time(column):
        return Block(
            "dimension_group", _group(column), (*common, ("type", "time"), *_time(column), code)
        )
    type_ = _TYPES.get(column.type, "number")
    shown: list[tuple[str, Value]] = []
    if type_ == "number":
        is_id = is_key(column, table) or column.name.endswith("_id")
        shown = [NUMBER_OF_ITS_OWN if is_id else amount_format(_unit(column), _decimals(column))]
    return Block(
        "dimension",
        column.name,
        (
            *yes(holds=table.primary_key == (column.name,), key="primary_key"),
            ("label", label(column.name, _unit(column))),
            *common,
            ("type", type_),
            code,
            *shown,
        ),
    )


def _time(column: Column) -> Iterator[tuple[str, Value]]:
    if column.type == "date":
        yield "timeframes", _DAYS
        yield "datatype", "date"
        yield "convert_tz", "no"
    else:
        yield "timeframes", _MOMENTS


def _count(table: Table) -> Block:
    return Block(
        "measure",
        "count",
        (*described(table.note), ("type", "count"), ("drill_fields", ("row*",))),
    )


def _measures(column: Column, table: Table) -> Iterator[Block]:
    """The mean of what is measured, and the sum of what has a unit to be added up in."""
    unit, name = _unit(column), column.name
    is_added_up = bool(unit) or name.endswith("_count")
    if is_key(column, table) or not (is_added_up or column.type.startswith("decimal")):
        return
    if column.nullable:
        yield Block(
            "measure",
            f"known_{name}",
            (
                ("label", label(f"known_{name}")),
                ("type", "count"),
                ("filters", Filters({name: "NOT NULL"})),
                ("drill_fields", ("row*",)),
            ),
        )
    if is_added_up:
        yield from _sums(column, unit)
    yield Block(
        "measure",
        f"average_{name}",
        (
            ("label", label(f"average_{name}", unit)),
            *described(column.note),
            ("type", "average"),
            ("sql", Sql(f"${{{name}}}")),
            amount_format(unit, max(2, _decimals(column))),
        ),
    )


def _sums(column: Column, unit: str) -> Iterator[Block]:
    """A sum. `type: sum` is 0 where nothing is known: the one that people see asks how much is."""
    name = column.name
    shown = amount_format(unit, _decimals(column))
    added: tuple[Entry, ...] = (("type", "sum"), ("sql", Sql(f"${{{name}}}")), shown)
    total = ("label", label(f"total_{name}", unit))
    if not column.nullable:
        yield Block("measure", f"total_{name}", (total, *described(column.note), *added))
        return
    yield Block("measure", f"sum_{name}", (("hidden", "yes"), *added))
    code = Sql(f"case\n  when ${{known_{name}}} > 0\n  then ${{sum_{name}}}\nend")
    told = described(sentences(column.note, _KNOWN))
    yield Block(
        "measure", f"total_{name}", (total, *told, ("type", "number"), ("sql", code), shown)
    )


def _told_by(table: Table) -> tuple[str, ...]:
    """The fields that a row is told by: its key, and the first text that is not part of one."""
    texts = [each.name for each in table.columns if each.type == "text" and not is_key(each, table)]
    return (*table.primary_key, *texts[:1])


def _tags(column: Column) -> Iterator[tuple[str, Value]]:
    marks = tuple(Text(each.lower()) for each in _MARKS if column.note.endswith(each))
    if marks:
        yield "tags", marks


def _unit(column: Column) -> str:
    if column.note.startswith(US_DOLLARS):
        return US_DOLLARS
    return next((unit for unit in _UNITS if unit in column.name.split("_")), "")


def _decimals(column: Column) -> int:
    _, comma, scale = column.type.rstrip(")").partition(",")
    return int(scale) if comma else 0


def _is_time(column: Column) -> bool:
    return column.type in ("date", "timestamptz")


def _group(column: Column) -> str:
    """Looker puts what it takes of a point in time behind the name: `release_date`."""
    return column.name.removesuffix("_date").removesuffix("_at")
