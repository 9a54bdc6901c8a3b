from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import duckdb
import pytest
import sqlglot

from reelhouse.schema.checks import integrity_checks, together
from reelhouse.schema.ddl import create_statements
from reelhouse.schema.stored import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = load_schema()
CHECKS = integrity_checks(SCHEMA)

GOOD = """
insert into movies.department values ('Directing');
insert into movies.job values ('Directing', 'Director');
insert into movies.company_member values (7, 'Agnès Varda', 'female', null);
insert into movies.movie (movie_id, title) values (1, 'Cléo from 5 to 7'), (2, 'Vagabond');
insert into movies.crew_credit values
    ('a', 1, 7, 'Directing', 'Director'),
    ('b', 2, 7, null, null);
insert into movies.movielens_user values (10), (11);
insert into movies.movie_link values (100, null, 1, 1), (101, null, null, null);
insert into movies.rating values
    (10, 100, 4.5, null),
    (10, 101, 3.0, null),
    (11, 100, 5.0, null);
"""


# What each constraint of the model's own tables forbids.
FORBIDDEN = """
update movies.movie set
    release_date = '0001-01-01'::date - 1, budget = 0, revenue = -1, runtime_minutes = -0.01,
    popularity = -0.000001, vote_average = 10.000001, vote_count = -1;
insert into movies.language values ('', 'Nothing');
insert into movies.country values ('', 'Nowhere');
update movies.company_member set gender = 'Female';
insert into movies.cast_credit values ('c', 1, 7, null, null, -1);
insert into movies.movie_link values (102, '0114709', null, null);
update movies.rating set rating = 0.0 where user_id = 11;
insert into movies.rating values (11, 101, 4.7, null);
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Good rows in tables that enforce nothing, not even NOT NULL."""
    with duckdb.connect() as connection:
        for sql in create_statements(SCHEMA, "duckdb", enforce_keys=False):
            connection.execute(sql.replace("not null", ""))
        connection.execute(GOOD)
        yield connection


def violations(connection: duckdb.DuckDBPyConnection, dialect: str = "duckdb") -> dict[str, int]:
    """What does not hold, and how often, with the SQL of each check read in that dialect."""
    found = {}
    for check in CHECKS:
        sql = check.sql
        if dialect != "duckdb":
            (sql,) = sqlglot.transpile(sql, read=dialect, write="duckdb")
        result = connection.execute(sql)
        assert [column[0] for column in result.description or ()] == ["violations"]
        ((count,),) = result.fetchall()
        assert isinstance(count, int)
        if count:
            found[check.name] = count
    return found


def test_there_is_a_check_for_each_key_each_constraint_and_each_column_never_null() -> None:
    never_null = sum(not column.nullable for table in SCHEMA.tables for column in table.columns)
    assert Counter(check.kind for check in CHECKS) == {
        "primary key": len(SCHEMA.tables),
        "not null": never_null,
        "foreign key": len(SCHEMA.foreign_keys),
        "check constraint": sum(len(table.check_constraints) for table in SCHEMA.tables),
    }
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_nothing_is_found_in_good_rows(connection: duckdb.DuckDBPyConnection) -> None:
    assert violations(connection) == {}


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        pytest.param(
            "insert into movies.movie (movie_id) values (2), (2)",
            {"movies.movie has one row per movie_id": 1},
            id="a key that comes three times",
        ),
        pytest.param(
            "insert into movies.rating values (10, 100, 1.0, null)",
            {"movies.rating has one row per user_id, movielens_id": 1},
            id="a compound key that comes twice",
        ),
        pytest.param(
            "insert into movies.movie (movie_id) values (null)",
            {
                "movies.movie has one row per movie_id": 1,
                "movies.movie.movie_id is never NULL": 1,
            },
            id="a key that is NULL",
        ),
        pytest.param(
            "update movies.rating set rating = null where user_id = 10",
            {"movies.rating.rating is never NULL": 2},
            id="values that are NULL",
        ),
        pytest.param(
            "delete from movies.movielens_user where user_id = 10",
            {"movies.rating (user_id) refers to a row of movies.movielens_user": 2},
            id="references to a row that is gone",
        ),
        pytest.param(
            "update movies.crew_credit set job = 'Writer' where credit_id = 'a'",
            {"movies.crew_credit (department, job) refers to a row of movies.job": 1},
            id="a compound reference of which one half is wrong",
        ),
        pytest.param(
            "update movies.movie set vote_average = 10.000001",
            {"movies.movie: vote_average between 0 and 10": 2},
            id="values that a constraint forbids",
        ),
        pytest.param(
            "update movies.movie_link set imdb_id = 'tt114709' where movielens_id = 100",
            {"movies.movie_link: imdb_id like 'tt_______%'": 1},
            id="text of another form than a constraint asks for",
        ),
    ],
)
def test_damage_is_found_and_counted(
    connection: duckdb.DuckDBPyConnection, damage: str, found: dict[str, int]
) -> None:
    connection.execute(damage)
    assert violations(connection) == found


def test_asked_together_they_find_as_much_as_one_by_one(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(FORBIDDEN)
    found = connection.execute(together(CHECKS)).fetchall()
    assert sorted(place for place, _ in found) == list(range(len(CHECKS)))
    assert {CHECKS[place].name: count for place, count in found if count} == violations(connection)


def test_every_constraint_of_the_model_forbids_something(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(FORBIDDEN)
    forbidding = {each.name for each in CHECKS if each.kind == "check constraint"}
    expected = {
        f"{table.full_name}: {each.condition}"
        for table in SCHEMA.tables
        if table.schema == "movies" and table.name != "movie_history"
        for each in table.check_constraints
    }
    assert set(violations(connection)) & forbidding == expected


@pytest.mark.parametrize("dialect", ["postgres", "snowflake"])
def test_the_sql_means_the_same_in_other_engines(
    connection: duckdb.DuckDBPyConnection, dialect: str
) -> None:
    connection.execute("delete from movies.movie_link; delete from movies.job")
    connection.execute("insert into movies.movie (movie_id) values (1), (null)")
    connection.execute(FORBIDDEN)
    assert len(violations(connection)) > 3
    assert violations(connection, dialect) == violations(connection)
