"""The reports as views and explores: each one's own query over a mart, and what it is asked with.

A mart is what an aggregate table would be, so that none is asked for: Looker writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.looker.lookml import Block, Filters, Sql, Text
from reelhouse.looker.lookups import GROUP, SCOPE
from reelhouse.looker.shape import is_additive, is_measure, lookups, narrowed, options, row_key
from reelhouse.looker.words import NUMBER_OF_ITS_OWN, amount_format, described, label, sentences
from reelhouse.reports.columns import US_DOLLARS
from reelhouse.reports.statement import literal
from reelhouse.resources import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.looker.identifiers import Identifiers
    from reelhouse.looker.lookml import Entry, Value
    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.columns import Column
    from reelhouse.reports.filters import Filter
    from reelhouse.warehouse.marts import Mart

NAMED = "is_named"
"""The dimension that tells companies and genres from `(none)`."""

_RANK = "rank"
_FLAG = "small_sample"


def report_view(report: ReportDefinition, identifiers: Identifiers) -> Block:
    """The view of a report: its query, its options as parameters, its columns as fields."""
    asked = {each.name: _asked(each) for each in options(report)}
    # The query has the form that reports have, and no formatter is to give it another.
    query = f"-- fmt: off\n{filled(report.sql, asked)}"
    entries: list[Entry] = [Block("derived_table", "", (("sql", Sql(query)),))]
    entries += [_parameter(each) for each in options(report)]
    entries += [_key(report), _is_named(report)]
    for column in report.columns:
        entries.append(
            _measure(column, identifiers)
            if is_measure(column)
            else dimension(column, identifiers, lookups(report))
        )
    shown = tuple(each.name for each in report.columns)
    entries.append(Block("set", "row", (("fields", shown),)))
    return Block("view", report.view, tuple(entries))


def report_explore(report: ReportDefinition) -> Block:
    """The explore of a report, with the scope beside each row."""
    always = {f"{report.view}.{name}": told for name, told in narrowed(report).items() if told}
    entries: list[Entry] = [
        ("label", Text(report.title)),
        GROUP,
        ("description", Text(report.description)),
        ("case_sensitive", "no"),
    ]
    if always:
        entries.append(Block("always_filter", "", (("filters", Filters(always)),)))
    joined: tuple[Entry, ...] = (("type", "cross"), ("relationship", "many_to_one"))
    entries.append(Block("join", SCOPE, joined))
    return Block("explore", report.view, tuple(entries))


def _asked(option: Filter) -> str:
    """What an option is in SQL; Looker puts NULL for a parameter that nobody gave a value."""
    chosen = f"{{% parameter {option.name} %}}"
    return chosen if option.default is None else f"coalesce({chosen}, {literal(option.default)})"


def _parameter(option: Filter) -> Block:
    """An option as people choose it.

    Looker's documentation warns of defaults where values have underscores, which its filter
    expressions read as something else: there the description tells the default.
    """
    is_choice = bool(option.choices)
    is_shown = option.default is not None and not any("_" in each for each in option.choices)
    told = sentences(option.help, "" if is_shown else f"{label(str(option.default))} unless chosen")
    values = [
        Block("allowed_value", "", (("label", label(each)), ("value", Text(each))))
        for each in option.choices
    ]
    return Block(
        "parameter",
        option.name,
        (
            ("label", label(option.name)),
            *described(told),
            ("type", "string" if is_choice else "number"),
            *values,
            *([("default_value", Text(option.default))] if is_shown else []),
        ),
    )


def _key(report: ReportDefinition) -> Block:
    parts = (f"coalesce(cast(${{{name}}} as varchar), '')" for name in row_key(report))
    return Block(
        "dimension",
        "row_key",
        (
            ("primary_key", "yes"),
            ("hidden", "yes"),
            ("type", "string"),
            ("sql", Sql("\n|| chr(31)\n|| ".join(parts))),
        ),
    )


def _is_named(report: ReportDefinition) -> Block:
    """A filter of its own: one on an id would give way to what somebody asks of the same id."""
    ids = [each.name for each in report.columns if each.name.endswith("_id")]
    code = "\nand ".join(f"${{{name}}} is not null" for name in ids)
    told = "Whether the row is of a company or a genre, and not of (none)"
    return Block(
        "dimension",
        NAMED,
        (
            ("label", label(NAMED)),
            ("description", Text(told)),
            ("type", "yesno"),
            ("sql", Sql(code)),
        ),
    )


def dimension(column: Column, identifiers: Identifiers, listed: tuple[Mart, ...] = ()) -> Block:
    """What rows are told apart by; `listed` are the marts that suggestions come from."""
    name = column.name
    is_number = name.endswith("_id") or column.unit == "year"
    type_ = "number" if is_number or name == _RANK else "yesno" if name == _FLAG else "string"
    return Block(
        "dimension",
        name,
        (
            ("label", label(name, column.unit)),
            *described(column.description),
            ("type", type_),
            ("sql", Sql(identifiers.column(name))),
            *([NUMBER_OF_ITS_OWN] if is_number else []),
            *(entry for mart in listed if mart.name == name for entry in _suggestions(mart)),
        ),
    )


def _suggestions(mart: Mart) -> Iterator[tuple[str, Value]]:
    yield "suggest_explore", mart.name
    yield "suggest_dimension", f"{mart.name}.{mart.name}"


def _measure(column: Column, identifiers: Identifiers) -> Block:
    """An amount; `type: sum` would show 0 where nothing is known, so that the sum is said."""
    said = identifiers.column(column.name)
    told = column.description
    if is_additive(column):
        code = f"sum({said})"
        decimals = 2 if column.unit == US_DOLLARS else 0
        if not decimals:
            told = sentences(told, "Over several companies or genres a film counts for each")
    else:
        code = f"case when count(*) = 1 then max({said}) end"
        told = sentences(told, "Only of single rows of the report: it cannot be added up")
        decimals = 6
    return measure(column, code, decimals, told)


def measure(column: Column, code: str, decimals: int, told: str) -> Block:
    """What is said of a column by SQL that is written out, with so many decimals; `told` of it."""
    return Block(
        "measure",
        column.name,
        (
            ("label", label(column.name, column.unit)),
            *described(told),
            ("type", "number"),
            ("sql", Sql(code)),
            amount_format(column.unit, decimals),
            ("drill_fields", ("row*",)),
        ),
    )
