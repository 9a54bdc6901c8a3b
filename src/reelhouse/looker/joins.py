"""The explores of the model: from one table, along the references, to what belongs to its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.looker.lookml import Block, Sql, Text
from reelhouse.looker.words import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.looker.lookml import Entry
    from reelhouse.schema import ForeignKey, Schema, Table


@dataclass(frozen=True)
class Step:
    """A table that is joined: by its foreign key `key`, or that of the table that it is joined to.

    `path` leads from the table that the explore begins with, whose path is empty.
    """

    table: Table
    path: tuple[ForeignKey, ...]
    is_many: bool

    @property
    def key(self) -> ForeignKey:
        """The reference along which the last step goes."""
        return self.path[-1]


def explores(schema: Schema) -> Iterator[Block]:
    """An explore for each table that refers to others and does more than to pair them."""
    hub = Counter(key.target for key in schema.foreign_keys).most_common(1)[0][0]
    for table in schema.tables:
        if table.foreign_keys and not is_bridge(table):
            yield _explore(schema, table, both_ways=table.full_name == hub)


def is_bridge(table: Table) -> bool:
    """Whether the rows of a table pair those of two others and say nothing else."""
    referring = {name for key in table.foreign_keys for name in key.columns}
    return len(table.foreign_keys) > 1 and referring == {each.name for each in table.columns}


def steps(schema: Schema, base: Table, *, both_ways: bool) -> list[Step]:
    """What is joined to a table, nearest first.

    To one: what its rows refer to, and so on. `both_ways` adds to many: what refers to its rows,
    and so on, with what that refers to.
    """
    start = Step(base, (), is_many=False)
    found: list[Step] = []
    waiting = [(start, both_ways)]
    while waiting:
        step, to_many = waiting.pop(0)
        following = [(each, False) for each in _to_one(schema, step)]
        if to_many:
            following += [(each, True) for each in _to_many(schema, step)]
        found += [each for each, _ in following]
        waiting += following
    return found


def aliases(base: Table, found: list[Step]) -> dict[tuple[ForeignKey, ...], str]:
    """The name of each table that is joined, by its path.

    That is the role that a reference gives it where its column says one, or a bridge; else its own
    name, with that of the table that refers to it where it is joined more than once.
    """
    roles = {step.path: _role(base, step) for step in found}
    times = Counter([base.name, *roles.values()])
    return {
        step.path: role if times[role] == 1 else f"{step.key.table.partition('.')[2]}_{role}"
        for step in found
        for role in [roles[step.path]]
    }


def _to_one(schema: Schema, step: Step) -> list[Step]:
    return [
        Step(schema.table(key.target), (*step.path, key), is_many=False)
        for key in step.table.foreign_keys
        if key not in step.path
    ]


def _to_many(schema: Schema, step: Step) -> list[Step]:
    return [
        Step(schema.table(key.table), (*step.path, key), is_many=True)
        for key in schema.foreign_keys
        if key.target == step.table.full_name != key.table and key not in step.path
    ]


def _role(base: Table, step: Step) -> str:
    name, key = step.table.name, step.key
    if step.is_many:
        return name
    referring = key.table.partition(".")[2]
    if len(step.path) > 1 and len(key.columns) == 1 and referring.startswith(f"{base.name}_"):
        bridged = referring.removeprefix(f"{base.name}_")
        if name.endswith(bridged) or bridged.endswith(name):
            return bridged
    return key.columns[0] if len(key.columns) == 1 and key.columns != key.target_columns else name


def _explore(schema: Schema, base: Table, *, both_ways: bool) -> Block:
    found = steps(schema, base, both_ways=both_ways)
    named = {(): base.name, **aliases(base, found)}
    [area] = [each for each in schema.areas if base.full_name in each.tables]
    entries: list[Entry] = [
        ("label", label(base.name)),
        ("group_label", Text(area.name)),
        ("description", Text(base.note)),
        *(_join(step, named) for step in found),
    ]
    return Block("explore", base.name, tuple(entries))


def _join(step: Step, named: dict[tuple[ForeignKey, ...], str]) -> Block:
    alias, key = named[step.path], step.key
    before = named[step.path[:-1]]
    referring, target = (alias, before) if step.is_many else (before, alias)
    pairs = zip(key.columns, key.target_columns, strict=True)
    # A formatter breaks what follows the first condition once more.
    first, *others = [
        (f"${{{referring}.{column}}}", f"${{{target}.{other}}}") for column, other in pairs
    ]
    code = [" = ".join(first), *(f"and {one}\n= {other}" for one, other in others)]
    renamed: list[Entry] = []
    if alias != step.table.name:
        renamed = [("from", step.table.name), ("view_label", label(alias))]
    return Block(
        "join",
        alias,
        (
            *renamed,
            ("type", "left_outer"),
            ("relationship", "one_to_many" if step.is_many else "many_to_one"),
            ("sql_on", Sql("\n".join(code))),
        ),
    )
