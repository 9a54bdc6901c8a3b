"""What is one record, whole or broken, and what is none."""

from __future__ import annotations

import pytest
from tests.clean.readings import fields, real_records

from reelhouse.clean.layout import layout
from reelhouse.clean.record import Record, RecordForm

KEYWORDS = RecordForm(layout("keywords"), ",", ("id", "keywords"))
LINKS = RecordForm(layout("links"), ",", ("movieId", "imdbId", "tmdbId"))
FILMS = RecordForm(layout("movies_metadata"), ",", layout("movies_metadata").columns)
FILM = (
    "False,,0,[],,9,tt1,en,Heat,{},1.0,/p.jpg,[],[],1995-12-15,0,1.0,[],Released,,Heat,False,7.7,9"
)


@pytest.mark.parametrize("name", ["movies_metadata", "credits", "keywords", "links", "ratings"])
def test_every_real_record_is_one(name: str) -> None:
    form = RecordForm(layout(name), ",", layout(name).columns)
    for record in real_records(name)[1:]:
        assert form.read(record.split("\n")) == Record(tuple(fields(record)), joined=False)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["862,[]"], ("862", "[]")),
        (['"862","[]"'], ("862", "[]")),
        (['862,"[{\'name\': ""it\'s""}]"'], ("862", "[{'name': \"it's\"}]")),
        (['862,"[{', '}]"'], ("862", "[{\n}]")),
        (["862.0,[]"], ("862.0", "[]")),
        ([" 862 ,[]"], (" 862 ", "[]")),
    ],
)
def test_a_whole_record(lines: list[str], found: tuple[str, ...]) -> None:
    assert KEYWORDS.read(lines) == Record(found, joined=False)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["86", "2,[]"], ("862", "[]")),
        (["862", ",[]"], ("862", "[]")),
        (["862,", "[]"], ("862", "[]")),
        (["862,", '"[{}]"'], ("862", "[{}]")),
        (["862,", "", '"[{""a"": 1}]"'], ("862", '[{"a": 1}]')),
        (["862,[", "]"], ("862", "[]")),
        (["8", "6", "2,[", "]"], ("862", "[]")),
        (['862,"[{"', '"a"": 1}]"'], ("862", '[{"a": 1}]')),
        (['862,"[{""a"', "", '": 1}]"'], ("862", '[{"a": 1}]')),
        (['"86', '2",[]'], ("862", "[]")),
        (["86\r2,[]"], ("862", "[]")),
    ],
)
def test_a_broken_record_is_joined(lines: list[str], found: tuple[str, ...]) -> None:
    assert KEYWORDS.read(lines) == Record(found, joined=True)


def test_a_record_may_end_in_an_empty_value() -> None:
    assert LINKS.read(["1,0114709,"]) == Record(("1", "0114709", ""), joined=False)
    assert LINKS.read(["1,01147", "09,"]) == Record(("1", "0114709", ""), joined=True)


@pytest.mark.parametrize(
    "lines",
    [
        ["862"],
        ["862,[],"],
        ["x,[]"],
        ["-862,[]"],
        ["2147483648,[]"],
        ["٣,[]"],
        ["\x1d862,[]"],
        ["\xa0862,[]"],
        ["862,GATORADE"],
        ['862,"[]'],
        ['862,"[]"x'],
        ["862,[]", "863,[]"],
        ['862,"[]"', "x"],
        [""],
    ],
)
def test_what_is_no_record(lines: list[str]) -> None:
    assert KEYWORDS.read(lines) is None


@pytest.mark.parametrize(
    ("overview", "text"),
    [
        (["Two", " - Written by X"], "Two\n - Written by X"),
        (['"Two, three."', " - Written by X"], "Two, three.\n - Written by X"),
        (['"Two, three."', "", " - Written by X"], "Two, three.\n\n - Written by X"),
        (["", "Two"], "Two"),
        (["Two", ""], "Two"),
        (['"', 'Two, three"'], "\nTwo, three"),
        (['"Two,', "", 'three"', ""], "Two,\n\nthree"),
        (["", '"Two ""three"" four"'], 'Two "three" four'),
        (['"Two,', 'three "', '"four"" five"'], 'Two,\nthree "four" five'),
    ],
)
def test_a_break_within_a_text_stays_and_one_beside_it_does_not(
    overview: list[str], text: str
) -> None:
    before, _, after = FILM.partition("{}")
    lines = (before + "\n".join(overview) + after).split("\n")
    record = FILMS.read(lines)
    assert record is not None
    assert record.fields[9] == text


def test_a_value_that_holds_other_records_is_a_quote_that_was_never_closed() -> None:
    assert KEYWORDS.read(['862,"[{}]', "863,[]", '864,"[]"']) is None
    assert KEYWORDS.as_delivered(['862,"[{}]', "863,[]", '864,"[]"']) is None


def test_a_joined_value_that_does_not_end_as_it_begins_is_in_doubt() -> None:
    cut = KEYWORDS.read(["86", "2,[{'id': 1"])
    assert cut == Record(("862", "[{'id': 1"), joined=True, doubtful=True)


def test_as_delivered_a_row_needs_its_keys_alone() -> None:
    assert LINKS.as_delivered(["1,unknown,none"]) == Record(("1", "unknown", "none"), joined=False)
    assert LINKS.as_delivered(["x,0114709,862"]) is None
    assert LINKS.as_delivered(["1,0114", "709,862"]) is None
    assert LINKS.read(["1,unknown,none"]) is None


@pytest.mark.parametrize(
    ("line", "is_blank", "is_whole"),
    [
        ("", True, True),
        (" \t", True, True),
        (",,", True, True),
        ('"","",""', True, True),
        (",", True, False),
        ('"', False, False),
        ("0", False, False),
        (",x,", False, False),
    ],
)
def test_what_a_blank_line_is(line: str, is_blank: bool, is_whole: bool) -> None:
    assert LINKS.is_blank(line) == is_blank
    assert LINKS.is_whole_blank(line) == is_whole


def test_columns_may_stand_otherwise() -> None:
    form = RecordForm(layout("links"), ";", ("extra_0", "tmdbId", "movieId", "imdbId"))
    assert form.read(["0;862;1;0114709"]) == Record(("1", "0114709", "862"), joined=False)
    assert form.bad_key("0;862;x;0114709") == "movieId"
