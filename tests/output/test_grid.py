from __future__ import annotations

from reelhouse.output import grid
from reelhouse.output.grid import Column

ROWS = [["7", "Ghibli"], ["11", "東宝"]]


def test_columns_are_as_wide_as_their_widest_cell_and_wide_characters_count_twice() -> None:
    columns = grid.measured([Column("id", right=True), Column("name")], ROWS)
    assert [column.width for column in columns] == [2, 6]
    assert list(grid.lines(columns, [*ROWS, ["1", "東宝東宝"]])) == [
        " 7  Ghibli",
        "11  東宝",
        " 1  東宝 …",
    ]


def test_a_header_folds_at_underscores_where_its_column_is_narrow() -> None:
    column = Column("release_year", width=8, right=True)
    assert grid.header([column, Column("id", width=2)]) == [
        "release_",
        "    year  id",
        "────────  ──",
    ]


def test_text_is_shortened_before_numbers_lose_room() -> None:
    columns = [Column("revenue", width=13, right=True), Column("company", 40, flexible=True)]
    fitted = grid.fitted(columns, [13, 40], 35)
    assert [column.width for column in fitted] == [13, 20]


def test_ids_are_left_out_where_there_is_no_room_for_them() -> None:
    columns = [
        Column("company_id", width=10, right=True, expendable=True),
        Column("company", width=30, flexible=True),
        Column("revenue", width=13, right=True),
    ]
    fitted = grid.fitted(columns, [6, 30, 13], 30)
    assert [column.width for column in fitted] == [0, 15, 13]
    assert grid.total(fitted) == 30
    assert list(grid.lines(fitted, [["174", "Warner", "1"]])) == ["Warner                       1"]


def test_numbers_keep_their_width_when_nothing_helps() -> None:
    fitted = grid.fitted([Column("a", 20, right=True), Column("b", 9, flexible=True)], [20, 9], 10)
    assert [column.width for column in fitted] == [20, grid.LEAST]
