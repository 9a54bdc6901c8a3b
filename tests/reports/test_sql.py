"""All SQL over the model is in the subset that DuckDB, PostgreSQL and Snowflake share."""

from __future__ import annotations

from importlib.resources import files

import pytest
import sqlglot
from sqlglot import exp

from reelhouse.entities.catalog import kinds
from reelhouse.warehouse.marts import marts

# What a query is made of. A construct that is not here may fail on another engine or, worse,
# change its meaning there: look before adding one.
PORTABLE = {
    *("With", "CTE", "Select", "From", "Join", "Where", "Group", "Order", "Ordered", "Window"),
    *("Union", "Values", "Tuple", "Table", "TableAlias", "Column", "Alias", "Identifier", "Star"),
    *("Literal", "Null", "Placeholder", "Var", "DataType", "DataTypeParam", "Cast", "Paren"),
    *("And", "Or", "Not", "EQ", "NEQ", "GT", "GTE", "LT", "LTE", "Is", "Between", "Case", "If"),
    *("Add", "Sub", "Mul", "Div", "Neg"),
    *("Abs", "Coalesce", "Count", "Exp", "Extract", "Ln", "Nullif", "Round", "RowNumber", "Sum"),
    *("Max", "Min", "Subquery"),
}
OWN_FUNCTIONS = {"round_ratio", "usd"}


def complaints(sql: str) -> list[str]:
    tree = sqlglot.parse_one(sql, read="duckdb")
    found = [type(node).__name__ for node in tree.walk() if not isinstance(node, exp.Anonymous)]
    return [
        *(f"{name} is not portable" for name in found if name not in PORTABLE),
        *(
            f"{call.name} is not a function that every engine has"
            for call in tree.find_all(exp.Anonymous)
            if call.name.lower() not in OWN_FUNCTIONS
        ),
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
    """Names given to an expression of this select that the same select uses."""
    given = {
        item.alias
        for item in select.selects
        if isinstance(item, exp.Alias) and not isinstance(item.this, exp.Column)
    }
    clauses = [*select.selects, *(select.args.get(part) for part in ("where", "group", "having"))]
    return [
        f"{column.name} is the name of an expression of the same select"
        for clause in clauses
        if clause is not None
        for column in clause.find_all(exp.Column)
        if not column.table and column.name in given
    ]


def sql_files() -> list[tuple[str, str]]:
    reports = files("reelhouse.reports").iterdir()
    entities = [
        (f"{kind.name}-{name}", sql)
        for kind in kinds()
        for name, sql in {"list": kind.sql, "one": kind.one, **kind.parts}.items()
    ]
    return [
        *entities,
        *((mart.name, mart.query) for mart in marts()),
        *((file.name, file.read_text("utf-8")) for file in reports if file.name.endswith(".sql")),
    ]


@pytest.mark.parametrize(("name", "sql"), sql_files(), ids=lambda part: part[:24])
def test_a_query_is_portable(name: str, sql: str) -> None:
    assert complaints(sql) == []


@pytest.mark.parametrize("dialect", ["postgres", "snowflake"])
@pytest.mark.parametrize(("name", "sql"), sql_files(), ids=lambda part: part[:24])
def test_a_query_can_be_told_to_another_engine(name: str, sql: str, dialect: str) -> None:
    told = sqlglot.transpile(
        sql, read="duckdb", write=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    assert len(told) == 1
    sqlglot.parse_one(told[0], read=dialect)


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
