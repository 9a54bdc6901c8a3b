"""Snowflake's rules for what a materialized view may be, looked for in a statement.

https://docs.snowflake.com/en/user-guide/views-materialized: one table, and neither joins nor
selects inside; no window functions, HAVING, ORDER BY, LIMIT or functions of one's own; groups are
selected, and of aggregates there are few.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

_FORBIDDEN = {
    exp.Join: "a join",
    exp.Window: "a window function",
    exp.Having: "having",
    exp.Order: "an order",
    exp.Limit: "a limit",
    exp.Offset: "an offset",
    exp.With: "a with",
    exp.SetOperation: "a set operation",
    exp.Subquery: "a select inside",
    exp.Anonymous: "a function that Snowflake does not have",
    exp.CurrentTimestamp: "a moment",
    exp.Rand: "chance",
    exp.Placeholder: "a placeholder",
}
_AGGREGATES = (exp.Sum, exp.Min, exp.Max, exp.Count, exp.Avg, exp.Stddev, exp.Variance)


def complaints(statement: str) -> list[str]:
    """What Snowflake does not allow in a statement that makes a materialized view."""
    tree = sqlglot.parse_one(statement, read="snowflake")
    if not isinstance(tree, exp.Create) or not tree.find(exp.MaterializedProperty):
        return ["it makes no materialized view"]
    query = tree.expression
    if not isinstance(query, exp.Select):
        return ["it is no select"]
    tables = list(query.find_all(exp.Table))
    return [
        *(told for kind, told in _FORBIDDEN.items() if query.find(kind)),
        *(["more than one table"] if len(tables) != 1 else []),
        *("a select inside" for each in query.find_all(exp.Select) if each is not query),
        *("a distinct count" for each in query.find_all(exp.Distinct)),
        *(
            f"the aggregate {type(each).__name__}"
            for each in query.find_all(exp.AggFunc)
            if not isinstance(each, _AGGREGATES)
        ),
        *_groups_not_selected(query),
    ]


def _groups_not_selected(query: exp.Select) -> list[str]:
    group = query.args.get("group")
    shown = {each.unalias().sql() for each in query.selects}
    return [
        f"the group {each.sql()} is not selected"
        for each in (group.expressions if group else ())
        if each.sql() not in shown
    ]
