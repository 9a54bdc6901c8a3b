from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cli.conftest import PUBLICATION, SUMMARY

from reelhouse.cli.summary import lines, publication_line
from reelhouse.lake.changes import TableChanges
from reelhouse.warehouse.publisher import Publication


def test_a_delivery_that_was_cleaned_before_is_told_so() -> None:
    first = next(lines(replace(SUMMARY, already_in_lake=True)))
    assert first == "Delivery 2026-11 from movies.zip (already in the lake)"


def test_what_there_is_not_is_not_told() -> None:
    text = "\n".join(lines(replace(SUMMARY, absent=(), notes=())))
    assert "not delivered" not in text
    assert "note:" not in text


@pytest.mark.parametrize(
    ("method", "line"),
    [
        ("none", "the warehouse is up to date, as of 2026-11"),
        ("built", "the warehouse was built, as of 2026-11"),
        (
            "changed",
            "the warehouse was changed, as of 2026-11: "
            "77,785 rows inserted, 454 updated, 1 deleted",
        ),
    ],
)
def test_what_the_warehouse_was_told_of_is_a_line(method: str, line: str) -> None:
    assert publication_line(replace(PUBLICATION, method=method)) == line


def test_a_delivery_that_changes_no_row_is_told_so() -> None:
    nothing = replace(PUBLICATION, changes=(TableChanges("movie", 0, 0, 0),))
    line = "the warehouse is as of 2026-11; no row of it changed"
    assert publication_line(nothing) == line


def test_one_row_is_one_row() -> None:
    one = Publication("2026-11", {}, method="changed", changes=(TableChanges("movie", 1, 0, 0),))
    assert publication_line(one).endswith(": 1 row inserted, 0 updated, 0 deleted")
