"""CSV files in all the forms in which they come: they load the same, or it is told why not."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.readings import examples, read, source_file

from reelhouse.clean import bounds, reader
from reelhouse.clean.layout import layout
from reelhouse.clean.reader import CsvReader
from reelhouse.errors import DeliveryError
from reelhouse.progress import Silent

LINKS = "movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,8844\n"
LINK_ROWS = {
    2: {"movieId": 1, "imdbId": "0114709", "tmdbId": 862},
    3: {"movieId": 2, "imdbId": "0113497", "tmdbId": 8844},
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_fields_may_be_separated_otherwise(delimiter: str) -> None:
    assert read("links", LINKS.replace(",", delimiter)).rows == LINK_ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_a_byte_order_mark_make_no_difference(
    end: str, mark: bytes, last: bool
) -> None:
    text = LINKS if last else LINKS.removesuffix("\n")
    assert read("links", mark + text.replace("\n", end).encode()).rows == LINK_ROWS


def test_columns_may_stand_in_another_order_and_be_written_otherwise() -> None:
    data = '"TMDBID", MovieId ,imdbid\n862,1,0114709\n8844,2,0113497\n'
    assert read("links", data).rows == LINK_ROWS


def test_a_column_too_many_is_left_out_and_told() -> None:
    reading = read("links", ",movieId,imdbId,tmdbId,note\n0,1,0114709,862,x\n1,2,0113497,8844,\n")
    assert reading.rows == LINK_ROWS
    assert reading.staged.notes == ("links: 2 columns that no delivery should have, left out",)


def test_another_delimiter_is_told() -> None:
    assert read("links", LINKS.replace(",", ";")).staged.notes == (
        "links: fields are separated by ';'",
    )


def test_lines_before_the_header_are_passed_over() -> None:
    rows = read("links", "\n,,\n" + LINKS).rows
    assert rows == {line + 2: row for line, row in LINK_ROWS.items()}


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_alone_is_a_file_without_rows(end: str) -> None:
    reading = read("links", "movieId,imdbId,tmdbId" + end)
    assert (reading.rows, reading.staged.read, reading.log) == ({}, 0, [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"/here/links\.csv: is empty; expected a line with movieId, imdbId, tmdbId"),
        (b"\n \n,,\n", r"links\.csv: is empty"),
        (
            b"movieId,imdb,tmdbId\n1,2,3\n",
            r"links\.csv, line 1: the header lacks imdbId; found 'movieId,imdb,tmdbId', "
            r"expected movieId,imdbId,tmdbId",
        ),
        (b"\n1,0114709,862\n", r"line 2: the header lacks movieId, imdbId, tmdbId; found '1,01"),
        (b"movieId,imdbId,tmdbId,movieId\n", r"line 1: the header names a column twice"),
        (b"movieId:imdbId:tmdbId\n", r"line 1: the header lacks movieId"),
        (LINKS.replace("\n", "\r").encode(), r"line 1: the header lacks tmdbId; found .*\\r1,011"),
        (LINKS.encode("utf-16"), r"line 1: found UTF-16, expected UTF-8; save it as UTF-8"),
        (LINKS.encode("utf-16-le"), r"line 1: the header lacks"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", r"line 1: the header lacks"),
        (b"<html>\n<head>\n", r"line 1: the header lacks"),
        (b"\0" * 100_000, r"line 1: the header lacks"),
    ],
)
def test_what_is_no_such_file_is_refused_with_what_was_found_and_expected(
    data: bytes, message: str
) -> None:
    with pytest.raises(DeliveryError, match=message):
        read("links", data)


def test_blank_lines_are_counted_wherever_they_stand() -> None:
    reading = read("links", "movieId,imdbId,tmdbId\n\n1,0114709,862\n\n \n,,\n2,,8844\n\n\n")
    assert list(reading.rows) == [3, 7]
    assert (reading.staged.read, reading.staged.blank, reading.log) == (8, 6, [])


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("\n" * 300, r"of the first 301 lines 300 have nothing in them, the first .* line 3;"),
        ("1,2\n" * 300, r"rows 101 have no key or the wrong number of fields, .* on line 3;"),
        ('"' + "2,,\n" * 300 + '"', r"1 records over 301 lines that are none, .* line 3;"),
        ("x,2,3\n" * 300, r"rows 300 have no key or the wrong number of fields, .* on line 3;"),
    ],
)
def test_what_holds_hardly_a_row_is_refused(
    lines: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "_HOPELESS", 20)
    monkeypatch.setattr(bounds, "MOST_PIECES", 100)
    monkeypatch.setattr(reader, "MOST_PIECES", 100)
    with pytest.raises(DeliveryError, match=message):
        read("links", f"movieId,imdbId,tmdbId\n1,0114709,862\n{lines}")


def test_blank_lines_between_all_rows_are_counted_however_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "_HOPELESS", 20)
    rows = "".join(f"{number},,\n\n\n" for number in range(1, 101))
    assert read("links", f"movieId,imdbId,tmdbId\n{rows}").staged.blank == 200


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_bare_carriage_return_is_part_of_a_text(quote: str, end: str) -> None:
    data = f"id,keywords{end}862,{quote}[a\rb]{quote}{end}863,[]{end}"
    assert read("keywords", data).rows == {
        2: {"id": 862, "keywords": "[a\rb]"},
        3: {"id": 863, "keywords": "[]"},
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_bare_carriage_return_ends_no_line_in_files_of_numbers_either(end: str) -> None:
    data = f"movieId,imdbId,tmdbId{end}1,01\r14709,862{end}2,0113497,8844{end}3,,{end}"
    reading = read("links", data)
    assert list(reading.rows) == [2, 3, 4]
    assert reading.rows[3] == LINK_ROWS[3]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("elsewhere", ["", "\r"])
def test_a_line_break_in_a_text_is_a_line_feed_whatever_ends_the_lines(
    end: str, elsewhere: str
) -> None:
    data = f'id,keywords{end}1,"[a{end}b]"{end}2,[{elsewhere}]{end}'
    assert read("keywords", data).rows[2]["keywords"] == "[a\nb]"


def test_rows_keep_the_line_on_which_they_begin() -> None:
    data = 'id,keywords\n1,"[\n\n]"\n\n2,"[""\n]"\n3,[]\nx,[]\n4,"[]"\n'
    reading = read("keywords", data)
    assert {line: row["id"] for line, row in reading.rows.items()} == {2: 1, 6: 2, 8: 3, 10: 4}
    assert reading.log == [(9, "key_missing", "rejected")]


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1"])
def test_a_file_in_another_encoding_is_read_and_told(encoding: str) -> None:
    data = "id,keywords\n1,[]\n2,[café]\n3,[à côté]\n".encode(encoding)
    reading = read("keywords", data)
    assert [row["keywords"] for row in reading.rows.values()] == ["[]", "[café]", "[à côté]"]
    assert reading.log == [(3, "not_utf8", "repaired")]
    assert reading.staged.entries[0].raw == "2,[café]"
    assert "4 bytes are not UTF-8" in reading.staged.notes[0]
    assert "first on line 3" in reading.staged.notes[0]


def test_in_files_of_numbers_a_spoiled_byte_is_told_with_its_line_as_well() -> None:
    reading = read("links", LINKS.encode() + b"\xe9,0113228,15602\n")
    assert reading.rows == LINK_ROWS
    assert reading.log == [(4, "key_missing", "rejected"), (4, "not_utf8", "repaired")]


def test_a_spoiled_byte_in_a_file_of_utf8_spoils_no_other_text() -> None:
    data = "id,keywords\n1,[東京 é]\n2,[".encode() + b"\xe9" + "]\n3,[ü]\n".encode()
    reading = read("keywords", data)
    assert [row["keywords"] for row in reading.rows.values()] == ["[東京 é]", "[é]", "[ü]"]
    assert reading.log == [(3, "not_utf8", "repaired")]


def test_a_record_that_never_ends_is_refused_with_where_it_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "_BLOCK_BYTES", 1 << 12)
    data = 'id,keywords\n1,[]\n2,"[' + "long " * 5_000
    with pytest.raises(
        DeliveryError, match=r"keywords\.csv, line \d+ or after it: no end of a"
    ) as f:
        read("keywords", data)
    assert "a quote that is not closed" in str(f.value)


def test_a_large_file_of_another_kind_is_refused_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_HOPELESS", 100)
    monkeypatch.setattr(reader, "_BLOCK_BYTES", 1 << 12)
    data = "id,keywords\n" + "x,[]\n" * 100_000
    with pytest.raises(DeliveryError, match="have no key or the wrong number of fields") as failure:
        read("keywords", data)
    found = re.search(r"of the first ([\d,]+) rows", str(failure.value))
    assert found is not None
    assert int(found[1].replace(",", "")) < 5_000
    assert "the first of them on line 2; expected id, keywords" in str(failure.value)


TEXTS = st.lists(
    st.sampled_from(["a", "b c", ",", '"', "\n", ";", "é", "東", "🎬", " ", "[", "'", "x" * 50]),
    max_size=6,
).map("".join)


@pytest.mark.parametrize("block_bytes", [1 << 9, 1 << 12, 1 << 20])
@examples(100)
@given(st.lists(TEXTS, max_size=40), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_well_formed_files_are_read_as_python_reads_them_wherever_blocks_end(
    block_bytes: int, texts: list[str], end: str, quoted: bool
) -> None:
    data = _csv([(n, "[" + text) for n, text in enumerate(texts)], end, quoted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_BLOCK_BYTES", block_bytes)
        rows = _rows(data)
    wanted, line = {}, 2
    for n, text in enumerate(texts):
        wanted[line] = (n, "[" + text)
        line += 1 + text.count("\n")
    assert rows == wanted


@examples(100)
@given(st.lists(st.sampled_from(["row", "tall", "blank", "junk", "keyless"]), max_size=60))
def test_lines_are_right_whatever_lies_between_the_rows(kinds: list[str]) -> None:
    texts = {"row": "1,[]", "tall": '1,"[\n]"', "blank": "", "junk": "a,b,c,d", "keyless": "x,[]"}
    lines: dict[str, list[int]] = {kind: [] for kind in texts}
    line = 2
    for kind in kinds:
        lines[kind].append(line)
        line += 1 + texts[kind].count("\n")
    data = "".join(f"{each}\n" for each in ["id,keywords", *(texts[kind] for kind in kinds)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_BLOCK_BYTES", 64)  # blocks in which no row is one, too
        found = CsvReader(source_file("keywords", data.encode()), layout("keywords"), Silent())
        rows = found.batches().read_all().column("line").to_pylist()
    assert rows == sorted(lines["row"] + lines["tall"])
    aside = sorted([*(piece.first_line for piece in found.pieces), *found.blanks])
    assert aside == sorted(lines["blank"] + lines["junk"] + lines["keyless"])


def _csv(rows: list[tuple[int, str]], end: str, quoted: bool) -> bytes:
    text = io.StringIO()
    writer = csv.writer(
        text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator="\n"
    )
    writer.writerow(("id", "keywords"))
    writer.writerows(rows)
    return text.getvalue().replace("\n", end).encode()


def _rows(data: bytes) -> dict[int, tuple[int, str]]:
    rows = read("keywords", data).rows
    return {line: (row["id"], row["keywords"]) for line, row in rows.items()}
