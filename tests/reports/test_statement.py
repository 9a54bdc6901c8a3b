"""A report is a view as well: what it answers when it is asked for nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import duckdb
import pytest
import sqlglot
from sqlglot import exp
from tests.reports.conftest import CUT, ingested
from tests.reports.warehouses import PLACEHOLDER

from reelhouse.reports.catalog import ReportDefinition, definitions
from reelhouse.reports.query import run
from reelhouse.reports.statement import default_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    import pyarrow as pa

    from reelhouse.warehouse.base import Warehouse

each_report = pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("file")
    ingested(CUT, folder).close()
    return folder / "warehouse.duckdb"


@pytest.fixture(scope="module")
def opened(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file as any client opens it."""
    with duckdb.connect(file, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def attached(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as elsewhere (read_only)")
        yield connection


@each_report
def test_a_view_has_the_rows_of_the_default_answer(
    report: ReportDefinition, cut: Warehouse, opened: duckdb.DuckDBPyConnection
) -> None:
    answer = run(cut, report.name)
    view = opened.sql(f"select * from reports.{report.view}")
    assert view.to_arrow_table().schema == answer.table.schema
    rows = view.fetchall()
    assert rows
    assert Counter(rows) == Counter(answer.rows)


@each_report
def test_a_view_is_answered_where_the_file_is_attached_under_another_name(
    report: ReportDefinition,
    opened: duckdb.DuckDBPyConnection,
    attached: duckdb.DuckDBPyConnection,
) -> None:
    there = opened.sql(f"select * from reports.{report.view}").fetchall()
    assert Counter(attached.sql(f"select * from elsewhere.reports.{report.view}").fetchall()) == (
        Counter(there)
    )


@each_report
def test_a_default_answer_is_asked_without_parameters(report: ReportDefinition) -> None:
    assert PLACEHOLDER.findall(default_rows(report)) == []


class Overheard:
    """A warehouse that keeps which tables are read."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self.tables: set[str] = set()

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        tree = sqlglot.parse_one(sql, read="duckdb")
        steps = {each.alias for each in tree.find_all(exp.CTE)}
        self.tables |= {
            f"{table.db}.{table.name}"
            for table in tree.find_all(exp.Table)
            if table.db or table.name not in steps
        }
        return self._warehouse.query(sql, parameters)

    def snapshot(self) -> AbstractContextManager[None]:
        return self._warehouse.snapshot()


@each_report
def test_an_answer_reads_one_mart_and_what_tells_names_and_scope(
    report: ReportDefinition, cut: Warehouse
) -> None:
    """Who reads the reports of a server sees the schema `reports` alone."""
    overheard = Overheard(cut)
    columns = [column.name for column in report.columns]
    nouns = [noun for noun in ("company", "genre") if noun in columns]
    name, identity = {"company": "pixar animation studios", "genre": "comedy"}, {"genre": 35}
    run(overheard, report.name, from_year=1990, **{noun: name[noun] for noun in nouns}, limit=1)
    run(overheard, report.name, **{f"{noun}_id": identity.get(noun, 3) for noun in nouns})
    told = {"reports.scope", "reports.counted_year", *(f"reports.{noun}" for noun in nouns)}
    [mart] = overheard.tables - told
    assert mart.startswith("reports.")
    assert overheard.tables >= told
