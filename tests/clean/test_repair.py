"""Which lines belong together: where only one answer is right it is found, else none is given."""

from __future__ import annotations

import pytest

from reelhouse.clean.layout import layout
from reelhouse.clean.numbering import Piece
from reelhouse.clean.record import RecordForm
from reelhouse.clean.repair import Repair, lines_needed, repair

LINKS = RecordForm(layout("links"), ",", layout("links").columns)
RATINGS = RecordForm(layout("ratings"), ",", layout("ratings").columns)


def mend(form: RecordForm, *lines: str, aside: list[int], rows: tuple[int, ...] = ()) -> Repair:
    """Repair lines from line 2 on, those numbered in `aside` having been set aside."""
    pieces = [Piece(line, line, is_row=line in rows) for line in aside]
    return repair(pieces, dict(enumerate(lines, 2)), form)


def test_parts_are_joined() -> None:
    found = mend(LINKS, "1,0114709,862", "2,01134", "97,8844", aside=[3, 4])
    assert [(each.line, each.record.fields) for each in found.recovered] == [
        (3, ("2", "0113497", "8844"))
    ]
    assert found.recovered[0].raw == "2,01134\n97,8844"
    assert (found.rejected, found.retracted, found.blank) == ([], set(), 0)


def test_neighbours_that_are_both_broken_are_told_apart() -> None:
    found = mend(LINKS, "1,01147", "09,862", "2,0", "113497,8844", aside=[2, 3, 4, 5])
    assert [each.record.fields for each in found.recovered] == [
        ("1", "0114709", "862"),
        ("2", "0113497", "8844"),
    ]


def test_a_blank_line_within_a_record_is_part_of_the_break() -> None:
    found = mend(LINKS, "", "1,01147", "", "09,862", "", aside=[2, 3, 4, 5, 6])
    assert [each.record.fields for each in found.recovered] == [("1", "0114709", "862")]
    assert found.blank == 2


def test_a_part_that_was_read_as_a_row_is_taken_back() -> None:
    found = mend(RATINGS, "1,29,3.0,12607", "59179", "1,31,2.5,1260759144", aside=[3])
    assert found.retracted == {2}
    assert [each.record.fields for each in found.recovered] == [("1", "29", "3.0", "1260759179")]


def test_a_first_part_is_joined_to_the_row_after_it() -> None:
    form = RecordForm(layout("keywords"), ",", ("id", "keywords"))
    found = mend(form, "1,[]", "86", "2,[]", "3,[]", aside=[3])
    assert found.retracted == {4}
    assert [each.record.fields for each in found.recovered] == [("862", "[]")]


def test_where_both_neighbours_could_own_a_part_none_of_the_three_is_loaded() -> None:
    lines = ("1,0114709,8", "62", "2,0113497,8844", "3,0113228,15602")
    assert mend(LINKS, *lines, aside=[3]).retracted == {2, 4}
    found = mend(LINKS, *lines, aside=[2, 3, 4], rows=(2, 4))
    assert found.recovered == []
    assert [(each.line, each.raw, each.reason.value) for each in found.rejected] == [
        (2, "1,0114709,8", "record_broken"),
        (3, "62", "wrong_field_count"),
        (4, "2,0113497,8844", "record_broken"),
    ]


def test_the_number_of_breaks_does_not_tell_which_of_two_ways_is_right() -> None:
    found = mend(LINKS, "1,0114709,862", "17", "", "", "2083,1,2", aside=[3, 4, 5])
    assert found.retracted == {2, 6}
    assert found.recovered == []


def test_a_row_with_odd_values_stays_as_it_was_read() -> None:
    found = mend(LINKS, "1,odd,862", "junk,junk", "2,odd,8844", aside=[3])
    assert found.retracted == set()
    assert [(each.line, each.raw) for each in found.rejected] == [(3, "junk,junk")]


@pytest.mark.parametrize(
    ("line", "reason", "column"),
    [
        ("x,0114709,862", "key_missing", "movieId"),
        (",0114709,862", "key_missing", "movieId"),
        ("1,0114709", "wrong_field_count", None),
        ("1,0114709,862,9", "wrong_field_count", None),
    ],
)
def test_what_makes_no_record_is_rejected_with_the_reason(
    line: str, reason: str, column: str | None
) -> None:
    found = mend(LINKS, "1,0114709,862", line, "2,0113497,8844", aside=[3])
    assert [(each.line, each.raw, each.reason.value, each.column) for each in found.rejected] == [
        (3, line, reason, column)
    ]
    assert found.retracted == set()


def test_rows_that_a_line_over_several_lines_belongs_to_are_known() -> None:
    form = RecordForm(layout("keywords"), ",", ("id", "keywords"))
    lines = dict(enumerate(['8,"[', ']"', "62", '3,"[', ']"'], 2))
    found = repair([Piece(4, 4)], lines, form, tall={2: 3, 5: 6})
    assert found.retracted == {5}
    assert found.recovered[0].record.fields == ("623", "[\n]")


def test_a_large_region_takes_no_longer_than_its_size() -> None:
    lines = ["junk"] * 3_000
    found = mend(LINKS, *lines, aside=list(range(2, 3_002)))
    assert len(found.rejected) == 3_000


def test_lines_around_a_piece_are_needed_but_none_of_the_header() -> None:
    needed = lines_needed([Piece(5, 6)], first_row=2)
    assert min(needed) == 2
    assert max(needed) > 6
