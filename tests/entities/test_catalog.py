from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.entities.catalog import KINDS, kind, kinds
from reelhouse.errors import NotFoundError

if TYPE_CHECKING:
    from reelhouse.warehouse.base import Warehouse


@pytest.mark.parametrize("name", KINDS)
def test_a_list_gives_the_columns_that_it_says(golden: Warehouse, name: str) -> None:
    told = [column.name for column in kind(name).columns]
    assert golden.query(kind(name).sql).column_names == told


@pytest.mark.parametrize("name", KINDS)
def test_there_is_one_for_each_row_of_the_table(golden: Warehouse, name: str) -> None:
    known = kind(name)
    listed = golden.query(f"select {known.key} as id from ({known.sql}) as entity order by id")
    there = golden.query(f"select {known.key} as id from {known.table} order by id")
    assert listed.equals(there)


def test_every_column_is_described() -> None:
    for each in kinds():
        assert all(column.description for column in each.columns)
        assert {*each.search, *(column for column, _ in each.order)} <= {
            column.name for column in each.columns
        }
        assert {direction for _, direction in each.order} <= {"asc", "desc"}


def test_the_order_ends_with_the_key_so_that_it_is_always_the_same() -> None:
    assert all(each.order[-1][0] == each.key for each in kinds())


def test_an_unknown_kind_is_told_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="Did you mean movies"):
        kind("movie")
