"""The money of counted films by year, genre and company, to explore freely, from the marts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.looker.lookml import Block, Sql, Text
from reelhouse.looker.lookups import GROUP
from reelhouse.looker.reports import dimension, measure
from reelhouse.looker.routes import ENTITIES, FIGURES, FILM, MONEY, ONCE, VIEW, WHOSE, YEAR, query
from reelhouse.reports.catalog import definition
from reelhouse.reports.columns import SHARED, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.looker.identifiers import Identifiers
    from reelhouse.looker.lookml import Entry
    from reelhouse.schema import Schema

TITLE = "Films by year, genre and company"
_APART = 10**18
"""How far apart the keys of films are: further than any sum of dollars."""
_TOLD = (
    "What the counted films cost and took. A film counts whole for each of its genres and "
    "companies, and once in each row and in each total. Companies of the same name are one row, "
    "unless their ID is chosen."
)


def films_view(schema: Schema, identifiers: Identifiers) -> Block:
    """The view of the films that reports count; its query chooses what is read."""
    columns = {**SHARED, **{each.name: each for each in (*_of_films(schema), *_known())}}
    code = Sql(f"-- fmt: off\n{query()}")
    dimensions = (YEAR, *(name for each in ENTITIES for name in each.fields))
    entries: list[Entry] = [
        ("label", Text(TITLE)),
        Block("derived_table", "", (("sql", code),)),
        _hidden(WHOSE, "string", identifiers.column(WHOSE)),
        _hidden(ONCE, "number", f"cast({identifiers.column(ONCE)} as decimal(38, 0))\n* {_APART}"),
        *(dimension(columns[name], identifiers) for name in dimensions),
        *(_measure(columns[name], identifiers) for name in FIGURES),
        Block("set", "row", (("fields", (*FILM.fields, YEAR, *MONEY)),)),
    ]
    return Block("view", VIEW, tuple(entries))


def films_explore() -> Block:
    """The explore of that view."""
    told = ("description", Text(_TOLD))
    return Block("explore", VIEW, (("label", Text(TITLE)), GROUP, told, ("case_sensitive", "no")))


def _of_films(schema: Schema) -> Iterator[Column]:
    """What the model says of the film itself."""
    notes = {each.name: each.note for each in schema.table(FILM.relation).columns}
    yield from (Column(name, "", notes[name]) for name in FILM.fields)


def _known() -> Iterator[Column]:
    """How many films stand behind a sum, in the words of the report of it."""
    for name in MONEY:
        [known] = [each for each in definition(f"genre-{name}").columns if each.name == "known"]
        yield Column(f"known_{name}", known.unit, known.description)


def _hidden(name: str, type_: str, code: str) -> Block:
    return Block("dimension", name, (("hidden", "yes"), ("type", type_), ("sql", Sql(code))))


def _measure(column: Column, identifiers: Identifiers) -> Block:
    """A sum over different films; NULL where nothing is known, for which Looker's own have 0.

    It is that of distinct keys, far apart and each with its amount, less that of the keys whose
    amount is known: exact, since both are decimals. Rows of a mart that are of several companies or
    genres share films that it cannot tell apart: should Looker add them up, there is no sum.
    """
    amount = identifiers.column(column.name)
    first, second = (
        f"sum(\n      distinct ${{{ONCE}}}\n      + {each}\n    )"
        for each in (amount, f"0 * {amount}")
    )
    code = f"case\n  when count(distinct ${{{WHOSE}}}) = 1\n  then\n    {first} - {second}\nend"
    return measure(column, code, 0, column.description)
