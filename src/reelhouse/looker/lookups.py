"""What stands beside the reports: their scope, and the names that can be asked for."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING

from reelhouse.looker.lookml import Block, Sql, Text, yes
from reelhouse.looker.words import NUMBER_OF_ITS_OWN, amount_format, label
from reelhouse.reports.scope import Scope

if TYPE_CHECKING:
    from reelhouse.looker.identifiers import Identifiers
    from reelhouse.looker.lookml import Entry
    from reelhouse.warehouse.marts import Mart

SCHEMA = "reports"
SCOPE = "scope"
GROUP = ("group_label", Text("Reports"))


def scope_names() -> tuple[str, ...]:
    """The columns of the scope that do not depend on how a report is asked."""
    return tuple(each.name for each in fields(Scope) if each.default is MISSING)


def scope_view(identifiers: Identifiers) -> Block:
    """The view of the scope: one row, so that its numbers are no measures."""
    entries: list[Entry] = [("sql_table_name", Sql(identifiers.table(SCHEMA, SCOPE)))]
    for number, name in enumerate(scope_names()):
        is_count = Scope.__annotations__[name] == "int"
        shown = [amount_format("", 0)] if is_count else []
        entries.append(
            Block(
                "dimension",
                name,
                (
                    *yes(holds=number == 0, key="primary_key"),
                    ("label", label(name)),
                    ("type", "number" if is_count else "string"),
                    ("sql", Sql(identifiers.column(name))),
                    *shown,
                ),
            )
        )
    return Block("view", SCOPE, tuple(entries))


def scope_explore() -> Block:
    """The explore of the scope by itself."""
    told = "What the reports cover: the newest delivery, and numbers of films."
    return Block("explore", SCOPE, (GROUP, ("description", Text(told))))


def lookup_view(mart: Mart, identifiers: Identifiers) -> Block:
    """The view of a mart that suggestions come from: names, and the ids that they go by."""
    ids: list[Entry] = [
        Block(
            "dimension",
            name,
            (
                ("primary_key", "yes"),
                ("label", label(name)),
                ("type", "number"),
                ("sql", Sql(identifiers.column(name))),
                NUMBER_OF_ITS_OWN,
            ),
        )
        for name in mart.key
    ]
    named = Block(
        "dimension",
        mart.name,
        (
            ("label", label(mart.name)),
            ("type", "string"),
            ("sql", Sql(identifiers.column(mart.name))),
        ),
    )
    table = ("sql_table_name", Sql(identifiers.table(SCHEMA, mart.name)))
    return Block("view", mart.name, (table, *ids, named))


def lookup_explore(mart: Mart) -> Block:
    """The explore that suggestions are asked of; nobody sees it."""
    return Block("explore", mart.name, (("hidden", "yes"), ("case_sensitive", "no")))
