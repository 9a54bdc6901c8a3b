"""Lines are divided so that as few as possible are left over, and doubt is told."""

from __future__ import annotations

from reelhouse.clean.division import Unit, best_parts
from reelhouse.clean.layout import layout
from reelhouse.clean.record import RecordForm

LINKS = layout("links")
FORM = RecordForm(LINKS, ",", LINKS.columns)


def divided(*lines: str) -> list[tuple[int, int, bool, bool]]:
    """Where each part begins and ends, whether it is a record, and whether that is certain."""
    units = [Unit(n, n, is_row=False, is_aside=True) for n in range(len(lines))]
    return [
        (part.start, part.stop, part.record is not None, is_certain)
        for part, is_certain in best_parts(lines, units, FORM)
    ]


def test_whole_records_stand_for_themselves() -> None:
    assert divided("1,0114709,862", "2,0113497,8844") == [(0, 1, True, True), (1, 2, True, True)]


def test_a_broken_record_is_joined_and_nothing_is_left_over() -> None:
    assert divided("1,0114709", ",862", "2,0113497,8844") == [
        (0, 2, True, True),
        (2, 3, True, True),
    ]


def test_what_makes_no_record_is_left_over() -> None:
    assert divided("junk", "2,0113497,8844") == [(0, 1, False, True), (1, 2, True, True)]


def test_what_equally_good_divisions_see_differently_is_not_certain() -> None:
    parts = divided("1,0114709,", "8", "2,0113497,8844")
    assert all(is_certain for *_, is_certain in parts[2:])
    assert not any(is_certain for *_, is_certain in parts[:2])
