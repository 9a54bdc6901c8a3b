"""Checks find what they are there for; each is tried on a model in which one thing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.schema import create_statements, load_schema
from reelhouse.warehouse.integrity import run_checks
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RATING = "insert into movies.rating values ({}, {}, 3.5, null)"
WHOLE = """
    insert into movies.movielens_user by name select 1 as user_id union all select 2;
    insert into movies.movie_link by name select 10 as movielens_id union all select 11;
    insert into movies.movie by name select 5 as movie_id
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path) as workbench:
        workbench.run("attach ':memory:' as warehouse; use warehouse")
        for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
            workbench.run(statement)
        workbench.run(WHOLE)
        yield workbench


def broken(bench: Workbench) -> dict[str, int]:
    """Violations of the checks that do not hold, by table."""
    return {each.table: each.violations for each in run_checks(bench.rows) if each.violations}


def test_a_model_that_is_whole_passes_every_check(bench: Workbench) -> None:
    for user, movie in ((1, 10), (1, 11), (2, 10)):
        bench.run(RATING.format(user, movie))
    checks = list(run_checks(bench.rows))
    assert len(checks) > 40
    assert [check for check in checks if check.violations] == []
    assert all(check.name and check.table and check.detail for check in checks)


@pytest.mark.parametrize(
    "keys",
    [
        [(1, 10), (1, 10)],
        [(1, 10), (1, 11), (1, 10)],
        [(2, 10), (1, 10), (2, 10)],
        [(1, 11), (2, 10), (1, 10), (1, 11)],
    ],
)
def test_a_rating_that_comes_twice_is_found_in_any_order(
    bench: Workbench, keys: list[tuple[int, int]]
) -> None:
    for user, movie in keys:
        bench.run(RATING.format(user, movie))
    assert broken(bench) == {"movies.rating": 1}


def test_ratings_out_of_order_are_no_violation(bench: Workbench) -> None:
    for user, movie in ((2, 11), (2, 10), (1, 11), (1, 10)):
        bench.run(RATING.format(user, movie))
    assert broken(bench) == {}


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        (RATING.format(1, 99), "movies.rating"),
        (RATING.format(99, 10), "movies.rating"),
        ("insert into movies.movie by name select 5 as movie_id", "movies.movie"),
        (
            "insert into movies.movie_genre by name select 5 as movie_id, 1 as genre_id",
            "movies.movie_genre",
        ),
        (
            "insert into movies.movie_link by name select 12 as movielens_id, 6 as movie_id",
            "movies.movie_link",
        ),
    ],
)
def test_a_key_that_does_not_hold_is_found(bench: Workbench, statement: str, table: str) -> None:
    bench.run(statement)
    assert broken(bench) == {table: 1}


def test_a_row_that_is_not_accounted_for_is_found(bench: Workbench) -> None:
    bench.run(
        "insert into reelhouse.delivery by name select '2026-11' as label, 1 as position, "
        "1 as version, 'here' as source, '0' as content_hash, 'snapshot' as mode, "
        "1 as rules_version, '0' as state_id, now() as cleaned_at, 1.5 as seconds"
    )
    assert broken(bench) == {}
    bench.run(
        "insert into reelhouse.file_account by name select '2026-11' as label, 'links' as file, "
        "9 as rows_read, 1 as rows_loaded, 1 as rows_duplicate, 1 as rows_orphan, 1 as rows_blank, "
        "1 as rows_rejected, 0 as rows_repaired, 0.5 as seconds"
    )
    assert broken(bench) == {"reelhouse.file_account": 1}
