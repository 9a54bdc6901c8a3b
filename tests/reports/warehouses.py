"""A warehouse in memory, filled by hand: what the reports need, without a lake or a loader."""

from __future__ import annotations

import re
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
from tests.reports.deliveries import rounded

from reelhouse.schema.ddl import create_statements
from reelhouse.schema.stored import load_schema
from reelhouse.warehouse.marts import create_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from fractions import Fraction

    from tests.reports.deliveries import Credit, Delivery

PLACEHOLDER = re.compile(r"(?<!:):([a-z_]+)")


class MemoryWarehouse:
    """A Warehouse over a DuckDB connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        named = {name: (parameters or {})[name] for name in PLACEHOLDER.findall(sql)}
        return self.connection.sql(PLACEHOLDER.sub(r"$\1", sql), params=named).to_arrow_table()

    def snapshot(self) -> AbstractContextManager[None]:
        return nullcontext()

    def close(self) -> None:
        self.connection.close()


@contextmanager
def warehouse_of(delivery: Delivery, *, label: str | None = "2026-11") -> Iterator[MemoryWarehouse]:
    """The delivery's model and marts; without a label, before any delivery was recorded."""
    with duckdb.connect() as connection:
        for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
            if statement.startswith("create"):
                connection.execute(statement)
        fill(connection, delivery)
        if label is not None:
            connection.execute(
                "insert into reelhouse.delivery values "
                "(?, 1, 1, '', '', 'snapshot', 1, '', now(), 0)",
                [label],
            )
        connection.execute(create_reports())
        yield MemoryWarehouse(connection)


def fill(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    present = {movie.movie_id for movie in delivery.movies}
    companies = {credit for movie in delivery.movies for credit in movie.companies}
    genres = {credit for movie in delivery.movies for credit in movie.genres}
    tables: dict[str, tuple[str, Iterable[tuple[object, ...]]]] = {
        "movie": (
            "movie_id status release_date budget revenue popularity vote_count vote_average",
            (
                (
                    movie.movie_id,
                    movie.status,
                    movie.released,
                    movie.budget,
                    movie.revenue,
                    _text(movie.popularity),
                    movie.vote_count,
                    _text(movie.vote_average),
                )
                for movie in delivery.movies
            ),
        ),
        "production_company": ("company_id name", companies),
        "genre": ("genre_id name", genres),
        "movie_company": (
            "movie_id company_id",
            _pairs((movie.movie_id, movie.companies) for movie in delivery.movies),
        ),
        "movie_genre": (
            "movie_id genre_id",
            _pairs((movie.movie_id, movie.genres) for movie in delivery.movies),
        ),
        "movie_link": (
            "movielens_id tmdb_id movie_id",
            (
                (movielens_id, tmdb_id, tmdb_id if tmdb_id in present else None)
                for movielens_id, tmdb_id in delivery.links.items()
            ),
        ),
        "rating": (
            "user_id movielens_id rating",
            (
                (user_id, movielens_id, _text(rating))
                for user_id, (movielens_id, rating) in enumerate(delivery.ratings)
                if movielens_id in delivery.links
            ),
        ),
    }
    for table, (columns, rows) in tables.items():
        _insert(connection, table, columns.split(), list(rows))


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: list[str],
    rows: list[tuple[object, ...]],
) -> None:
    if rows:
        values = [list(column) for column in zip(*rows, strict=True)]
        connection.register("incoming", pa.table(dict(zip(columns, values, strict=True))))
        connection.execute(f"insert into movies.{table} by name select * from incoming")
        connection.unregister("incoming")


def _pairs(
    credited: Iterable[tuple[int, tuple[Credit, ...]]],
) -> Iterator[tuple[int, int | None]]:
    for movie_id, names in credited:
        for identity, _ in names:
            yield movie_id, identity


def _text(value: Fraction | None) -> str | None:
    """A terminating fraction in decimal digits, which no float has touched."""
    return None if value is None else str(rounded(value, 6))
