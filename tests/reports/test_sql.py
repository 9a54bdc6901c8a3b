"""What a warehouse is asked is in the subset that DuckDB, PostgreSQL and Snowflake share."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from reelhouse.entities.catalog import kinds
from reelhouse.reports import statement
from reelhouse.reports.catalog import ReportDefinition, definitions

# What a query is made of. A construct that is not here may fail on another engine or, worse,
# change its meaning there: look before adding one.
PORTABLE = {
    *("With", "CTE", "Select", "From", "Join", "Where", "Group", "Order", "Ordered", "Window"),
    *("Union", "Table", "TableAlias", "Subquery", "Column", "Alias", "Identifier", "Star"),
    *("Literal", "Null", "Placeholder", "Var", "DataType", "Cast", "Limit", "Offset"),
    *("And", "EQ", "GTE", "LT", "LTE", "In", "Is", "Case", "If", "RowNumber"),
    *("Count", "Max", "Min", "Coalesce", "Extract"),
}


def complaints(sql: str) -> list[str]:
    tree = sqlglot.parse_one(sql, read="duckdb")
    found = [type(node).__name__ for node in tree.walk()]
    return [
        *(f"{name} is not portable" for name in found if name not in PORTABLE),
        *("group by all" for group in tree.find_all(exp.Group) if group.args.get("all")),
        *("order by all" for order in tree.find_all(exp.Order) if order.find(exp.Var)),
        *(
            "a changed *"
            for star in tree.find_all(exp.Star)
            if any(star.args.get(change) for change in ("except_", "replace", "rename"))
        ),
        *(name for select in tree.find_all(exp.Select) for name in reused_aliases(select)),
    ]


def reused_aliases(select: exp.Select) -> list[str]:
    """Names given to an expression of this select that the same select uses.

    A column that keeps its name through a cast is the column, whichever of both is meant.
    """
    given = {
        item.alias
        for item in select.selects
        if isinstance(item, exp.Alias) and not isinstance(item.this, exp.Column)
        if not (isinstance(item.this, exp.Cast) and item.this.name == item.alias)
    }
    clauses = [*select.selects, *(select.args.get(part) for part in ("where", "group", "having"))]
    return [
        f"{column.name} is the name of an expression of the same select"
        for clause in clauses
        if clause is not None
        for column in clause.find_all(exp.Column)
        if not column.table and column.name in given
    ]


def everything(report: ReportDefinition) -> dict[str, int | str]:
    """Every filter that the report has, with whatever value."""
    asked = {each.name: 1 if each.default is None else each.default for each in report.filters}
    return {**asked, "sort": "movies"}


STATEMENTS = [
    *((report.name, statement.default_rows(report)) for report in definitions()),
    *((f"{each.name}, asked", statement.rows(each, everything(each))) for each in definitions()),
    *((f"{each.name}, total", statement.total(each, everything(each))) for each in definitions()),
    *(
        (f"{kind.name}, {name}", sql)
        for kind in kinds()
        for name, sql in {"list": kind.sql, "one": kind.one, **kind.parts}.items()
    ),
]

each_statement = pytest.mark.parametrize(
    "sql", [sql for _, sql in STATEMENTS], ids=[name for name, _ in STATEMENTS]
)


@each_statement
def test_a_statement_is_portable(sql: str) -> None:
    assert complaints(sql) == []


@each_statement
@pytest.mark.parametrize("dialect", ["postgres", "snowflake"])
def test_a_statement_says_the_same_to_another_engine(sql: str, dialect: str) -> None:
    [told] = sqlglot.transpile(sql, read=dialect, write="duckdb")
    assert [told] == sqlglot.transpile(sql, read="duckdb", write="duckdb")


@pytest.mark.parametrize("name", ["exclude", "qualify", "filter", "::"])
def test_nothing_is_said_in_the_words_of_one_engine(name: str) -> None:
    assert [report for report, sql in STATEMENTS if name in sql] == []


@pytest.mark.parametrize(
    "sql",
    [
        "select arg_max(a, b) from t",
        "select any_value(a) from t",
        "select a, count(*) from t group by all",
        "select a from t order by all",
        "select try_cast(a as integer) from t",
        "select a from t qualify row_number() over () = 1",
        "select * exclude (a) from t",
        "select * replace (1 as a) from t",
        "select columns('a') from t",
        "select list(a) from t",
        "select [a] from t",
        "select list_transform(a, x -> x + 1) from t",
        "select list_sort(a) from t",
        "select distinct on (a) b from t",
        "select a // 2 from t",
        "select count(*) filter (where a > 1) from t",
        "select a + 1 as b, b + 1 as c from t",
        "select a + 1 as b from t where b > 1",
        "select a + 1 as b, count(*) as n from t group by b",
    ],
)
def test_what_does_not_survive_translation_is_found(sql: str) -> None:
    assert complaints(sql) != []
