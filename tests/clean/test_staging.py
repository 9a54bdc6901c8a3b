"""Files on their way in, with records broken anywhere: mended, or quarantined as they are.

No record may be lost, and none may be loaded with a value that was not delivered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.readings import Row, examples, fields, read, real_records

from reelhouse.clean.layout import layout

if TYPE_CHECKING:
    from tests.clean.readings import Reading

FILES = ("movies_metadata", "credits", "keywords", "links", "ratings")
SHAPED = ("movies_metadata", "credits", "keywords")
"""Files in which each part of a record shows where it belongs."""
MARK = "\ue000"
_FIELD = f'{MARK}*"(?:[^"]|"{MARK}*")*"{MARK}*|[^,"][^,]*|'


@dataclass(frozen=True)
class Broken:
    """Records of a file, in some of which there are marks where a line break is put in."""

    name: str
    records: tuple[str, ...]
    line_end: str
    line_break: str

    def content(self) -> bytes:
        lines = [real_records(self.name)[0], *self.records]
        text = "".join(f"{line}\n" for line in lines).replace("\n", self.line_end)
        return text.replace(MARK, self.line_break).encode()

    def lines(self) -> list[int]:
        """The line on which each record begins."""
        breaks = 0 if self.line_break == "\r" else self.line_break.count("\n")
        found, line = [], 2
        for record in self.records:
            found.append(line)
            line += 1 + record.count("\n") + record.count(MARK) * breaks
        return found


@st.composite
def broken_files(draw: st.DrawFn, names: tuple[str, ...] = FILES) -> Broken:
    name = draw(st.sampled_from(names))
    pool = [record for record in real_records(name)[1:] if len(record) < 3_000]
    size = draw(st.integers(2, 5))
    start = draw(st.integers(0, len(pool) - size))
    records = pool[start : start + size]
    for at in draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=2)):
        records[at] = draw(_broken(records[at]))
    line_end, line_break = draw(
        st.sampled_from(
            [("\n", "\n"), ("\r\n", "\r\n"), ("\n", "\n\n"), ("\n", "\r\n"), ("\n", "\r")]
        )
    )
    return Broken(name, tuple(records), line_end, line_break)


@st.composite
def _broken(draw: st.DrawFn, record: str) -> str:
    places = st.integers(1, len(record) - 1)
    near_an_end = st.integers(1, min(8, len(record) - 1)).flatmap(
        lambda n: st.sampled_from([n, len(record) - n])
    )
    odd = [n for n in range(1, len(record)) if set(record[n - 1 : n + 1]) & {",", '"'}]
    beside_a_sign = st.sampled_from(odd)
    for at in sorted(
        draw(st.sets(places | near_an_end | beside_a_sign, min_size=1, max_size=3)), reverse=True
    ):
        record = record[:at] + MARK + record[at:]
    return record


@examples(400)
@given(broken_files())
def test_a_broken_record_comes_back_or_is_quarantined_whole(broken: Broken) -> None:
    _require_nothing_lost(broken)


@pytest.mark.long
@examples(5_000, long=True)
@given(broken_files())
def test_broken_records_in_great_number(broken: Broken) -> None:
    _require_nothing_lost(broken)


@pytest.mark.parametrize("name", FILES)
def test_a_record_broken_once_at_any_place(name: str) -> None:
    first, record, last = [each for each in real_records(name)[1:] if len(each) < 1_200][5:8]
    step = 1 + len(record) // 120
    for at in range(1, len(record), step):
        broken = Broken(name, (first, record[:at] + MARK + record[at:], last), "\n", "\n")
        reading = _require_nothing_lost(broken)
        if name in SHAPED:
            assert reading.rejected == []
            assert reading.staged.rows == 3


def test_the_record_broken_in_its_overview_as_it_really_comes() -> None:
    first, _, last = real_records("movies_metadata")[1:4]
    text = "Rune Balot goes to a casino."
    film = (
        "False,{0},0,[],,122662,tt2423504,ja,マルドゥック,{1},1.9,/tUb.jpg,"
        "[],[],2012-09-29,0,0.0,[],Released,,Mardock Scramble,False,6.5,12"
    )
    joined = film.format("", f"{text}{MARK} - Written by Ørnås")
    reading = _require_nothing_lost(Broken("movies_metadata", (first, joined, last), "\n", "\n"))
    assert reading.staged.rows == 3
    [row] = [row for row in reading.rows.values() if row["id"] == 122662]
    assert row["overview"] == f"{text}\n - Written by Ørnås"
    assert row["release_date"] == "2012-09-29"


@pytest.mark.parametrize("name", ["links", "ratings"])
def test_a_part_of_a_number_is_not_added_to_whatever_stands_beside_it(name: str) -> None:
    first, record, last = real_records(name)[1:4]
    broken = Broken(name, (first, record[:-1] + MARK + record[-1:], last), "\n", "\n")
    reading = _require_nothing_lost(broken)
    assert reading.staged.rows + len(reading.rejected) >= 3


@pytest.mark.parametrize("left_out", range(4))
def test_a_quote_that_is_never_closed_swallows_no_other_record(left_out: int) -> None:
    others = ["8844,[]", '15602,"[]"', "31357,\"[{'id': 1, 'name': 'x'}]\"", "11862,[]"][left_out:]
    unclosed = "862,\"[{'id': 9, 'name': 'toy'}]"
    reading = read("keywords", "\n".join(["id,keywords", unclosed, *others]) + "\n")
    assert [f"{row['id']},{row['keywords']}" for row in reading.rows.values()] == [
        ",".join(fields(other)) for other in others
    ]
    assert reading.rejected == [unclosed]


def test_a_text_with_lines_that_begin_like_records_is_a_text() -> None:
    head, film = real_records("movies_metadata")[:2]
    overview = fields(film)[9]
    assert f'"{overview}"' in film
    text = f"{overview}\nFalse, he says.\nTrue, she says."
    reading = read("movies_metadata", f"{head}\n{film.replace(overview, text)}\n")
    assert [row["overview"] for row in reading.rows.values()] == [text]
    assert reading.log == []


def _require_nothing_lost(broken: Broken) -> Reading:
    reading = read(broken.name, broken.content())
    columns = layout(broken.name).columns
    rows = dict(reading.rows)
    quarantined = _flat("".join(raw or "" for raw in reading.rejected))
    for line, record in zip(broken.lines(), broken.records, strict=True):
        row = rows.pop(line, None)
        if row is None:
            assert _flat(record) in quarantined, f"line {line} is lost"
            continue
        wanted = _values(record, broken.line_break)
        for column, value in zip(columns, wanted, strict=True):
            assert _same(broken.name, column, row, value), (line, column, row[column], value)
        if broken.line_break != "\r" and MARK in _outside_quotes(record):
            assert (line, "record_broken", "repaired") in reading.log
    assert rows == {}, "rows that were not delivered"
    assert reading.staged.read == reading.staged.rows + reading.staged.blank + len(reading.rejected)
    return reading


def _same(name: str, column: str, row: Row, value: str) -> bool:
    spec, found = layout(name), row[column]
    if column in spec.keys or column in spec.optional:
        return bool(found == (float(_flat(value)) if _flat(value) else None))
    if column not in spec.shapes:
        return bool(found == value)
    return _flat(found) == _flat(value)  # breaks in nested values are for those who read them


def _values(record: str, line_break: str) -> list[str]:
    """The fields of a record with marks: those within a text are line breaks, others nothing.

    A bare carriage return ends no line: it is part of what was delivered wherever it stands.
    """
    if line_break == "\r":
        return [value.replace(MARK, "\r") for value in fields(record)]
    shown = line_break.replace("\r\n", "\n")
    return [_value(field, shown) for field in re.findall(rf"(?:^|,)({_FIELD})(?=,|$)", record)]


def _value(field: str, shown: str) -> str:
    quoted = re.fullmatch(f'{MARK}*"(.*)"{MARK}*', field, re.DOTALL)
    if quoted is None:
        return field.strip(MARK).replace(MARK, shown)
    return re.sub(f'"{MARK}*"', '"', quoted[1]).replace(MARK, shown)


def _outside_quotes(record: str) -> str:
    return re.sub(r'"(?:[^"]|"")*"', "", record)


def _flat(text: str) -> str:
    return re.sub(f"[\r\n{MARK}]", "", text)
