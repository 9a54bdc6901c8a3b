"""A session of the account: statements, one after the other, and transactions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from snowflake.connector import SnowflakeConnection


class Session:
    """Executes statements over one connection."""

    def __init__(self, connection: SnowflakeConnection) -> None:
        self.connection = connection

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Execute a statement; gives its rows, which for most is one that says what was done."""
        with self.connection.cursor() as cursor:
            found = cursor.execute(statement)
            return [tuple(row) for row in found.fetchall()] if found else []

    def run_all(self, statements: Iterable[str]) -> None:
        """Execute statements, one after the other."""
        for each in statements:
            self.run(each)

    def counts(self, statement: str) -> Mapping[str, int]:
        """Execute a statement that changes rows; gives how many, by what Snowflake calls it."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
            names = [str(column.name) for column in cursor.description]
            [row] = cursor.fetchall()
            return {name: int(number) for name, number in zip(names, row, strict=True)}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A block whose changes of rows count all together, or not at all.

        Statements that make or drop something have no place in it: they would end it.
        """
        self.run("begin")
        try:
            yield
        except BaseException:
            self.run("rollback")
            raise
        self.run("commit")
