"""What a database on Snowflake has, as it is printed: kept as it is, and read as Snowflake's SQL.

Nothing of it has run in an account. Where REELHOUSE_TEST_RENEW is set, the files in `expected/`
are written anew: look at the difference.
"""

from __future__ import annotations

import os
import re
from itertools import product
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp
from tests.warehouse.snowflake.materialized import complaints

from reelhouse.errors import ContradictionError
from reelhouse.reports.catalog import definitions
from reelhouse.schema import load_schema
from reelhouse.warehouse.marts import marts
from reelhouse.warehouse.snowflake.roles import READERS
from reelhouse.warehouse.snowflake.script import MARTS, REPORTS, script

EXPECTED = Path(__file__).parent / "expected"
DEPLOY = Path(__file__).parents[3] / "deploy" / "snowflake"
SHAPES = [each for each in product(REPORTS, MARTS) if each != ("materialized", "dynamic")]
# What sqlglot takes over as it stands, without understanding it.
OPAQUE = re.compile(
    r"(create (tag|function|role|resource monitor|warehouse|storage integration)"
    r"|grant|show|use role|drop (integration|warehouse|resource monitor|role)|alter warehouse"
    r"|alter (table|view) \S+ (add|drop) (all )?row access"
    r"|alter (table|view) \S+ modify column \S+ set (tag|masking))",
    re.IGNORECASE,
)
# What sqlglot does not read of a statement whose other part it does.
HEADS = re.compile(
    r"create (masking|row access) policy if not exists [\w.]+\nas \(\w+ [^)]+\)+ returns \w+ ->\n"
    r"|create dynamic table if not exists [\w.]+\ntarget_lag = '1 hour'\nwarehouse = \w+\nas\n"
)


def statements(text: str) -> list[str]:
    """The statements of a script, without comments."""
    parts = re.sub(r"^\s*--.*\n", "", text, flags=re.MULTILINE).split(";\n")
    return [bare for part in parts if (bare := part.strip())]


def require_as_kept(name: str, text: str) -> None:
    """A file of `expected/` has this text."""
    kept = EXPECTED / f"{name}.sql"
    if "REELHOUSE_TEST_RENEW" in os.environ:
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


def require_read(statement: str) -> None:
    """All that sqlglot understands of Snowflake's SQL it understands of this."""
    head = HEADS.match(statement)
    body = statement[head.end() :] if head else statement
    if head and "policy" in head[0]:
        body = f"select {body}"
    tree = sqlglot.parse_one(body, read="snowflake")
    assert not isinstance(tree, exp.Command) or OPAQUE.match(statement), statement


@pytest.mark.parametrize(("reports", "shape"), SHAPES)
def test_it_is_as_it_was_when_somebody_last_looked(reports: str, shape: str) -> None:
    require_as_kept(f"{reports}_{shape}", script(reports=reports, marts=shape))


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.sql")), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_every_statement_is_read_as_one_of_snowflake(path: Path) -> None:
    for each in statements(path.read_text(encoding="utf-8")):
        require_read(each)


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.sql")), ids=lambda path: path.stem)
def test_it_can_be_run_again(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = [each for each in statements(text) if each.startswith("create")]
    once = [each for each in made if not re.search(r" (if not exists|or replace) ", each)]
    assert once == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["setup", "teardown"])
def test_what_sets_an_account_up_and_takes_it_down_can_be_run_again(name: str) -> None:
    found = statements((DEPLOY / f"{name}.sql").read_text(encoding="utf-8"))
    for each in found:
        require_read(each)
    again = ("use ", "grant ", "alter warehouse ")
    once = [each for each in found if not each.startswith(again)]
    assert [
        each for each in once if " if not exists " not in each and " if exists " not in each
    ] == []


def test_all_that_is_set_up_is_taken_down() -> None:
    made, removed = (
        re.findall(
            rf"^{word} (?:storage )?([\w ]+) if (?:not )?exists (\w+)(?= |;|\n)", text, re.MULTILINE
        )
        for word, text in (
            ("create", (DEPLOY / "setup.sql").read_text(encoding="utf-8")),
            ("drop", (DEPLOY / "teardown.sql").read_text(encoding="utf-8")),
        )
    )
    inside = {(kind, name) for kind, name in made if kind in ("schema", "stage")}
    assert set(made) - inside == set(removed)
    assert {role for kind, role in made if kind == "role"} > set(READERS)


def test_every_table_mart_and_report_is_made_with_what_is_said_of_it() -> None:
    text = script()
    for table in load_schema().tables:
        assert f"create table if not exists {table.full_name} (" in text
        assert f"comment = '{table.note}'" in text
    shipped = [each.name for each in marts() if not each.is_step]
    for name in shipped:
        assert f"create table if not exists marts.{name} (" in text
        assert f"create secure view if not exists reports.{name} " in text
    for report in definitions():
        assert f"create secure view if not exists reports.{report.view} comment" in text
    assert text.count(" rely") == len(load_schema().tables) + len(load_schema().foreign_keys)


def test_the_words_that_snowflake_keeps_for_itself_name_no_column() -> None:
    kept = sqlglot.Dialect["snowflake"].generator_class.RESERVED_KEYWORDS
    kept |= {"order", "rows", "values", "table", "start", "connect", "qualify", "sample", "trigger"}
    names = {column.name for table in load_schema().tables for column in table.columns}
    assert names & kept == set()


def test_nothing_is_materialized_over_dynamic_tables() -> None:
    with pytest.raises(ContradictionError, match="one of the two"):
        script(reports="materialized", marts="dynamic")


# ------------------------------------------------------------------- materialized views


def made_materialized() -> list[str]:
    found = statements(script(reports="materialized"))
    return [each for each in found if each.startswith("create secure materialized view")]


def test_reports_are_materialized_where_that_is_allowed() -> None:
    found = [re.findall(r"reports\.(\w+)", each)[0] for each in made_materialized()]
    assert found == [each.view for each in definitions() if each.name != "genre-popularity"]


@pytest.mark.parametrize("statement", made_materialized(), ids=lambda each: each.split()[7])
def test_a_materialized_view_keeps_to_the_rules(statement: str) -> None:
    assert complaints(statement) == []


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("select a.b from t as a inner join u on a.b = u.b", "a join"),
        ("select b from t, u", "more than one table"),
        ("select row_number() over (order by b) as n from t", "a window function"),
        ("select b, count(*) as n from t group by b having count(*) > 1", "having"),
        ("select b from t order by b", "an order"),
        ("select b from t limit 3", "a limit"),
        ("with u as (select b from t) select b from u", "a with"),
        ("select b from (select b from t) as u", "a select inside"),
        ("select b from t where b = (select max(c) from t)", "a select inside"),
        ("select b from t union all select c from t", "it is no select"),
        ("select own(b) as c from t", "a function that Snowflake does not have"),
        ("select count(*) as n from t group by b", "the group b is not selected"),
        ("select median(b) as m from t", "the aggregate Median"),
        ("select count(distinct b) as n from t", "a distinct count"),
        ("select current_timestamp() as at from t", "a moment"),
    ],
)
def test_one_that_breaks_a_rule_is_found(query: str, complaint: str) -> None:
    assert complaint in complaints(f"create materialized view v as {query}")


def test_one_that_is_not_materialized_is_found() -> None:
    assert complaints("create view v as select b from t") == ["it makes no materialized view"]
