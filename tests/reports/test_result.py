"""An answer can be taken as rows, as Arrow, or as a data frame, and is exact in each."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.reports.deliveries import Delivery, Movie
from tests.reports.warehouses import warehouse_of

from reelhouse.errors import MissingExtraError
from reelhouse.reports.query import run

if TYPE_CHECKING:
    from reelhouse.reports.result import Report

TWO = Movie(1, budget=101, companies=((7, "A"), (8, "B")))
NONE = Movie(2)


@pytest.fixture(scope="module")
def report() -> Report:
    with warehouse_of(Delivery((TWO, NONE))) as warehouse:
        return run(warehouse, "company-budget", allocation="split", year=2000)


def test_rows_are_tuples_of_plain_values(report: Report) -> None:
    assert report.columns == (
        *("company_id", "company", "release_year"),
        *("movies", "known", "budget"),
    )
    assert report.rows == [
        (None, "(none)", 2000, 1, 0, None),
        (7, "A", 2000, 1, 1, Decimal("50.50")),
        (8, "B", 2000, 1, 1, Decimal("50.50")),
    ]
    assert str(report.rows[1][-1]) == "50.50"


def test_an_answer_says_how_it_was_asked(report: Report) -> None:
    assert report.definition.name == "company-budget"
    assert report.filters == {"year": 2000, "allocation": "split"}


def test_whole_dollars_have_no_cents() -> None:
    with warehouse_of(Delivery((TWO,))) as warehouse:
        answer = run(warehouse, "company-budget")
    assert answer.arrow().schema.field("budget").type == pa.int64()
    assert str(answer.rows[0][-1]) == "101"


def test_no_rows_are_an_empty_list() -> None:
    with warehouse_of(Delivery((TWO,))) as warehouse:
        answer = run(warehouse, "company-budget", limit=0)
    assert answer.rows == []
    assert answer.arrow().column_names == list(answer.columns)


def test_arrow_carries_the_types(report: Report) -> None:
    types = dict(zip(report.columns, report.arrow().schema.types, strict=True))
    assert types == {
        "company_id": pa.int32(),
        "company": pa.string(),
        "release_year": pa.int32(),
        "movies": pa.int64(),
        "known": pa.int64(),
        "budget": pa.decimal128(38, 2),
    }


def test_pandas_keeps_ids_whole_and_money_exact(report: Report) -> None:
    frame = report.pandas()
    assert frame["company_id"].dtype == pd.Int32Dtype()
    assert frame["company_id"].isna().tolist() == [True, False, False]
    assert frame["budget"].tolist() == [None, Decimal("50.50"), Decimal("50.50")]


def test_polars_keeps_ids_whole_and_money_exact(report: Report) -> None:
    frame = report.polars()
    assert frame.schema["company_id"] == pl.Int32()
    assert frame.rows() == report.rows


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_package_that_is_not_there_is_named(
    report: Report, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=f"{package} is not installed: run `pip install"):
        getattr(report, package)()
