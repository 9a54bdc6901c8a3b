from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from reelhouse.errors import UsageError
from reelhouse.schema.ddl import DIALECTS, create_statements, script
from reelhouse.schema.stored import load_schema

if TYPE_CHECKING:
    from reelhouse.schema.model import Schema

SCHEMA = load_schema()
COLUMNS = {table.full_name: [column.name for column in table.columns] for table in SCHEMA.tables}


def with_movie_note(note: str) -> Schema:
    movie = dataclasses.replace(SCHEMA.table("movies.movie"), note=note)
    return dataclasses.replace(SCHEMA, tables=(movie, *SCHEMA.tables[1:]))


def statement(dialect: str, start: str, *, enforce_keys: bool = True) -> str:
    statements = create_statements(SCHEMA, dialect, enforce_keys=enforce_keys)
    (found,) = [each for each in statements if each.startswith(start)]
    return found


@pytest.fixture(params=[True, False], ids=["keys", "no keys"])
def enforce_keys(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_table_and_column_is_made_in_every_dialect(dialect: str, enforce_keys: bool) -> None:
    made = {}
    for sql in create_statements(SCHEMA, dialect, enforce_keys=enforce_keys):
        tree = sqlglot.parse_one(sql, dialect=dialect)
        assert not isinstance(tree, exp.Command), f"sqlglot does not understand {sql}"
        if isinstance(tree, exp.Create) and tree.kind == "TABLE":
            table = tree.this.this
            made[f"{table.db}.{table.name}"] = [
                column.name for column in tree.this.find_all(exp.ColumnDef)
            ]
    assert made == COLUMNS


def test_duckdb_makes_the_tables_with_their_comments(enforce_keys: bool) -> None:
    with duckdb.connect() as connection:
        for sql in create_statements(SCHEMA, "duckdb", enforce_keys=enforce_keys):
            connection.execute(sql)
        rows = connection.execute(
            "select schema_name || '.' || table_name, column_name, is_nullable, comment"
            " from duckdb_columns() where schema_name in ('movies', 'reelhouse')"
        ).fetchall()
    expected = {
        (table.full_name, column.name, column.nullable, column.note)
        for table in SCHEMA.tables
        for column in table.columns
    }
    assert set(rows) == expected


@pytest.mark.parametrize(("enforce_keys", "primary", "foreign"), [(True, 27, 25), (False, 0, 0)])
def test_duckdb_has_keys_only_where_they_are_to_be_enforced(
    enforce_keys: bool, primary: int, foreign: int
) -> None:
    with duckdb.connect() as connection:
        for sql in create_statements(SCHEMA, "duckdb", enforce_keys=enforce_keys):
            connection.execute(sql)
        counts = dict(
            connection.execute(
                "select constraint_type, count(*) from duckdb_constraints() group by all"
            ).fetchall()
        )
    assert counts.get("PRIMARY KEY", 0) == primary
    assert counts.get("FOREIGN KEY", 0) == foreign
    assert counts["NOT NULL"] > 40
    constraints = sum(len(table.check_constraints) for table in SCHEMA.tables)
    assert counts.get("CHECK", 0) == (constraints if enforce_keys else 0)


def test_a_statement_reads_well() -> None:
    assert statement("duckdb", "create table movies.rating ") == (
        "create table movies.rating (\n"
        "    user_id      integer      not null,\n"
        "    movielens_id integer      not null,\n"
        "    rating       decimal(2,1) not null,\n"
        "    rated_at     timestamptz,\n"
        "    primary key (user_id, movielens_id),\n"
        "    foreign key (user_id) references movies.movielens_user (user_id),\n"
        "    foreign key (movielens_id) references movies.movie_link (movielens_id),\n"
        "    constraint rating_rating_check check (rating in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, "
        "4.0, 4.5, 5.0))\n"
        ")"
    )


@pytest.mark.parametrize(
    ("dialect", "types"),
    [
        ("duckdb", ("varchar", "decimal(12,3)", "timestamptz")),
        ("postgres", ("text", "numeric(12,3)", "timestamptz")),
        ("snowflake", ("varchar", "number(12,3)", "timestamp_tz")),
    ],
)
def test_types_have_the_name_that_the_engine_gives_them(
    dialect: str, types: tuple[str, str, str]
) -> None:
    words = [
        line.split()[:2]
        for line in statement(dialect, "create table reelhouse.delivery").splitlines()
    ]
    for name, type_ in zip(("label", "seconds", "cleaned_at"), types, strict=True):
        assert [name, type_] in words


def test_snowflake_is_told_to_trust_the_keys() -> None:
    sql = statement("snowflake", "create table movies.movie_genre ")
    assert "primary key (movie_id, genre_id) rely" in sql
    assert "foreign key (genre_id) references movies.genre (genre_id) rely" in sql


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_check_is_named_in_every_dialect(dialect: str) -> None:
    sql = statement(dialect, "create table movies.company_member ")
    condition = "gender in ('female', 'male', 'non-binary')"
    assert f"constraint company_member_gender_check check ({condition})" in sql


def test_postgres_alone_gets_the_indexes() -> None:
    indexes = sum(len(table.indexes) for table in SCHEMA.tables)
    made = {
        dialect: sum(
            sql.startswith("create index")
            for sql in create_statements(SCHEMA, dialect, enforce_keys=True)
        )
        for dialect in DIALECTS
    }
    assert made == {"duckdb": 0, "postgres": indexes, "snowflake": 0}


def test_quotes_and_backslashes_of_a_note_are_escaped() -> None:
    schema = with_movie_note(r"O'Hara\n")
    start = "comment on table movies.movie is "
    (duck,) = (s for s in create_statements(schema, "duckdb", enforce_keys=False) if start in s)
    made = "create table movies.movie ("
    (snow,) = (s for s in create_statements(schema, "snowflake", enforce_keys=False) if made in s)
    assert duck == start + r"'O''Hara\n'"
    assert snow.endswith(r"comment = 'O''Hara\\n'")


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(UsageError, match="'oracle': expected one of duckdb, postgres, snowflake"):
        create_statements(SCHEMA, "oracle", enforce_keys=True)


def test_a_script_sets_each_table_apart() -> None:
    statements = ["create schema a", "create table a.b (\n    c text\n)", "comment on d"]
    assert script(statements) == (
        "create schema a;\n\ncreate table a.b (\n    c text\n);\ncomment on d;\n"
    )
