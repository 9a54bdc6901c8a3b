from __future__ import annotations

import duckdb
import pytest

from reelhouse.errors import UsageError
from reelhouse.schema import FORMATS, load_schema, render
from reelhouse.schema.dbml import parse_schema


def test_dbml_parses_into_the_same_model_again() -> None:
    assert parse_schema(render("dbml").decode()) == load_schema()


def test_sql_is_one_script_that_makes_every_table_with_its_keys() -> None:
    with duckdb.connect() as connection:
        connection.execute(render("sql").decode())
        counts = dict(
            connection.execute(
                "select constraint_type, count(*) from duckdb_constraints() group by all"
            ).fetchall()
        )
    assert counts["PRIMARY KEY"] == 27
    # DuckDB knows none from movie_history, in one schema, to delivery, in another
    assert counts["FOREIGN KEY"] == 25


def test_sql_is_written_in_the_dialect_asked_for() -> None:
    assert b"timestamp_tz" in render("sql", "snowflake")
    assert b"create index" in render("sql", "postgres")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("dbml", b"// The one"),
        ("sql", b"create"),
        ("svg", b"<svg"),
        ("pdf", b"%PDF"),
        ("md", b"# "),
    ],
)
def test_each_format_begins_as_it_should(name: str, start: bytes) -> None:
    assert name in FORMATS
    assert render(name).startswith(start)


def test_an_unknown_format_is_refused_with_a_list_of_those_there_are() -> None:
    with pytest.raises(UsageError, match="'png': expected one of dbml, sql, svg, pdf, md"):
        render("png")


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(UsageError, match="'oracle'"):
        render("sql", "oracle")
