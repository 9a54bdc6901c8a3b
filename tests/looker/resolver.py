"""The SQL that Looker makes of an explore, as far as its documentation tells how.

- A dimension is grouped by, a measure is aggregated; only joins that are needed are made.
- `type: sum` is 0 and not NULL over nothing.
- A derived table's Liquid is told of each dimension whether it is selected and whether it is
  filtered. Totals are the same question without a dimension, which is no longer selected.
- Where joins repeat the rows of a view, its aggregates run over each of its primary keys once
  ("symmetric aggregates"). That a join repeats them is what `relationship` says: if it were wrong,
  so would the numbers be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.looker.liquid import rendered
from tests.looker.parsed import REFERENCE, filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.looker.parsed import Explore, Field, Join, Model

_PARAMETER = re.compile(r"\{% parameter (\w+) %\}")
_COMPARISON = re.compile(r"(<=|>=|<|>)(\d+)")
_NO_VALUE = {"NULL", "NOT NULL"}
_APART = 10**18
"""Sums of distinct keys, this far apart, and amounts less those of the keys are sums by key."""


@dataclass(frozen=True)
class Query:
    """What somebody asks of an explore: fields, filter expressions, values of parameters."""

    model: Model
    explore: str
    fields: tuple[str, ...]
    filters: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)

    def sql(self) -> str:
        """The statement; its rows have the fields in their order, and stand in none themselves."""
        groups = [
            str(number)
            for number, name in enumerate(self.fields, 1)
            if self._field(name).kind == "dimension"
        ]
        wanted = ", ".join(f'{self._selected(name)} as "{name}"' for name in self.fields)
        where, having = self._conditions()
        return "".join(
            [
                f"select {wanted} from {self._table(self._explore.name)}",
                *(self._joined(each) for each in self._needed),
                f" where {' and '.join(where)}" if where else "",
                f" group by {', '.join(groups)}" if groups else "",
                f" having {' and '.join(having)}" if having else "",
            ]
        )

    @property
    def _explore(self) -> Explore:
        return self.model.explores[self.explore]

    def _field(self, name: str) -> Field:
        return self.model.field(self.explore, name)

    @property
    def _needed(self) -> list[Join]:
        """The joins that fields and filters come from, with those that lead there, in order."""
        wanted = {name.partition(".")[0] for name in (*self.fields, *self._filters)}
        waiting = list(wanted)
        while waiting:
            join = self._explore.joins.get(waiting.pop())
            for other in (join.others if join else set()) - wanted:
                wanted.add(other)
                waiting.append(other)
        return [each for alias, each in self._explore.joins.items() if alias in wanted]

    @property
    def _filters(self) -> dict[str, str]:
        always = filters(self._explore.told.get("always_filter", {}))
        return {name: told for name, told in (always | self.filters).items() if told}

    def _conditions(self) -> tuple[list[str], list[str]]:
        where, having = [], []
        for name, told in self._filters.items():
            if self._field(name).kind == "measure":
                having.append(_condition(self._selected(name), told, is_text=False))
            else:
                is_text = self._field(name).type == "string"
                where.append(_condition(self._dimension(name), told, is_text=is_text))
        return where, having

    def _table(self, alias: str) -> str:
        view = self.model.views[self._explore.views[alias]]
        derived = view.told.get("derived_table")
        if derived is None:
            return f"{view.told['sql_table_name']} as {alias}"
        values = {name: view.fields[name] for name in view.of_kind("parameter")}
        query = rendered(derived["sql"], self._told)
        query = _PARAMETER.sub(lambda match: self._value(values[match[1]]), query)
        return f"(\n{query}\n) as {alias}"

    def _told(self, variable: str) -> bool:
        """What Liquid is told of a field of this explore, such as `movie.title._is_selected`."""
        name, _, asked = variable.rpartition(".")
        assert self._field(name).kind == "dimension"
        return name in {"_is_selected": self.fields, "_is_filtered": self._filters}[asked]

    def _value(self, parameter: Field) -> str:
        value = self.parameters.get(parameter.name, parameter.told.get("default_value"))
        if value is None:
            return "NULL"
        if parameter.type == "number":
            return str(int(value))
        assert value in {each["value"] for each in parameter.told["allowed_values"]}
        return f"'{value}'"

    def _joined(self, join: Join) -> str:
        table = self._table(join.alias)
        if join.told["type"] == "cross":
            return f" cross join {table}"
        assert join.told["type"] == "left_outer"
        condition = REFERENCE.sub(lambda match: self._dimension(match[1]), join.condition)
        return f" left join {table} on {condition}"

    def _selected(self, name: str) -> str:
        told = self._field(name)
        if told.kind == "measure":
            return self._measure(name)
        code = self._dimension(name)
        return f"case when {code} then 'Yes' else 'No' end" if told.type == "yesno" else code

    def _dimension(self, name: str) -> str:
        """The SQL of a dimension, those in it that it refers to put in their place."""
        alias = name.partition(".")[0]
        told = self._field(name)
        code = told.sql.replace("${TABLE}", alias)
        code = REFERENCE.sub(lambda match: self._dimension(f"{alias}.{match[1]}"), code)
        return _timeframe(told.timeframe, f"({code})")

    def _measure(self, name: str) -> str:
        """The SQL of a measure, or of a dimension that one aggregates itself."""
        alias = name.partition(".")[0]
        told = self._field(name)
        if told.kind == "dimension":
            return self._dimension(name)
        if told.type == "number":
            code = told.sql.replace("${TABLE}", alias)
            return REFERENCE.sub(lambda match: self._measure(f"{alias}.{match[1]}"), code)
        view = self.model.views[self._explore.views[alias]]
        key = self._dimension(f"{alias}.{view.primary_key}")
        asked = [
            _condition(self._dimension(f"{alias}.{each}"), words, is_text=False)
            for each, words in filters(told.told).items()
        ]
        if told.type == "count":
            counted = f"case when {' and '.join(asked)} then {key} end" if asked else key
            return f"count({'distinct ' if self._is_repeated(alias) else ''}{counted})"
        amount = REFERENCE.sub(lambda match: self._dimension(f"{alias}.{match[1]}"), told.sql)
        return self._aggregate(told.type, amount, key, is_repeated=self._is_repeated(alias))

    def _aggregate(self, type_: str, amount: str, key: str, *, is_repeated: bool) -> str:
        total = f"sum({amount})"
        number = f"count({amount})"
        if is_repeated:
            spread = f"cast({key} as decimal(38, 6)) * {_APART}"
            total = f"(sum(distinct {spread} + coalesce({amount}, 0)) - sum(distinct {spread}))"
            number = f"count(distinct case when {amount} is not null then {key} end)"
        if type_ == "sum":
            return f"coalesce({total}, 0)"
        assert type_ == "average"
        return f"{total} / nullif({number}, 0)"

    def _is_repeated(self, alias: str) -> bool:
        """Whether a way from a view to another one that is joined leads from one row to many."""
        edges = list(self._edges())
        seen, waiting = {alias}, [alias]
        while waiting:
            here = waiting.pop()
            for one, other, is_many in edges:
                if one == here and other not in seen:
                    if is_many:
                        return True
                    seen.add(other)
                    waiting.append(other)
        return False

    def _edges(self) -> Iterator[tuple[str, str, bool]]:
        for join in self._needed:
            for other in join.others or {self._explore.name}:
                yield other, join.alias, join.relationship.endswith("_to_many")
                yield join.alias, other, join.relationship.startswith("many_to")


def _timeframe(frame: str, code: str) -> str:
    if frame == "year":
        return f"cast(extract(year from {code}) as integer)"
    if frame == "date":
        return f"cast({code} as date)"
    if frame in ("month", "quarter"):
        return f"date_trunc('{frame}', {code})"
    return code


def _condition(code: str, told: str, *, is_text: bool) -> str:
    """A filter expression as SQL: values, NULL and comparisons, one or several, any of which."""
    return f"({' or '.join(_term(code, each.strip(), is_text) for each in told.split(','))})"


def _term(code: str, told: str, is_text: bool) -> str:
    if told in _NO_VALUE:
        return f"{code} is {told.lower()}"
    if told in ("Yes", "No"):
        return code if told == "Yes" else f"not {code}"
    comparison = _COMPARISON.fullmatch(told)
    if comparison:
        return f"{code} {comparison[1]} {comparison[2]}"
    if is_text:  # `case_sensitive: no`
        value = told.replace("'", "''")
        return f"upper({code}) = upper('{value}')"
    return f"{code} = {int(told)}"


def query(
    model: Model,
    explore: str,
    fields: Iterable[str],
    filters: dict[str, str] | None = None,
    parameters: dict[str, str] | None = None,
) -> str:
    """The statement for fields of an explore, each named as `view.field`."""
    return Query(model, explore, tuple(fields), filters or {}, parameters or {}).sql()
