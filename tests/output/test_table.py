from __future__ import annotations

import io
from dataclasses import replace

import pyarrow as pa
import pytest

from reelhouse.output import Answer, Options, write


def shown(answer: Answer, options: Options | None = None) -> str:
    stream = io.BytesIO()
    write(answer, "table", stream, options)
    return stream.getvalue().decode()


def test_numbers_stand_to_the_right_and_the_scope_at_the_foot(answer: Answer) -> None:
    assert shown(answer) == (
        "Revenue by genre and year\n"
        "\n"
        "genre_id  genre            release_year     movies                        revenue"
        "  small_sample\n"
        "────────  ───────────────  ────────────  ─────────  ─────────────────────────────"
        "  ────────────\n"
        "       -  (none)                   1995  1,234,567                              -"
        "  true\n"
        '      18  Драма "x", 映画          1995          2  12,345,678,901,234,567,890.12'
        "  false\n"
        "   10749  Romance                  1996          0                          -0.10"
        "  -\n"
        "\n"
        "3 rows\n"
        "scope: as of 2026-11 · movies total 45,463 · allocation split\n"
    )


def test_a_cut_table_says_so_and_how_to_get_the_rest(answer: Answer) -> None:
    many = replace(answer, data=pa.concat_tables([answer.data] * 1000), total_rows=3000)
    text = shown(many, Options(max_rows=2))
    assert "\nshowing 2 of 3,000 rows; --limit 0 or --format csv for all\n" in text
    assert text.count("1995") == 2
    assert "Romance" not in text


def test_a_page_says_which_rows_it_has(answer: Answer) -> None:
    page = replace(answer, total_rows=3412, filters={"limit": 3, "offset": 10})
    assert "\nshowing rows 11 to 13 of 3,412 rows, as --limit and --offset ask\n" in shown(page)


def test_a_page_beyond_the_end_has_none(answer: Answer) -> None:
    page = replace(answer.head(0), filters={"offset": 10})
    assert "\nshowing none of 3 rows" in shown(page)


@pytest.mark.parametrize("width", [66, 70, 80, 90, 100])
def test_no_line_is_wider_than_the_terminal(answer: Answer, width: int) -> None:
    longer = replace(answer, scope={f"measure_{n}": n for n in range(30)})
    lines = shown(longer, Options(width=width)).splitlines()
    assert max(map(len, lines)) <= width


def test_a_number_is_whole_however_narrow_the_terminal(answer: Answer) -> None:
    text = shown(answer, Options(width=20))
    assert "12,345,678,901,234,567,890.12" in text
    assert "\nno room for genre_id\n" in text


def test_text_cannot_reach_the_terminal_as_control_characters() -> None:
    hostile = Answer.of_table("x", "X", pa.table({"raw": ["a\nb\x1b[2J"]}))
    text = shown(hostile)
    assert "a\\nb\\x1b[2J" in text
    assert "\x1b" not in text


def test_styles_are_for_terminals_only(answer: Answer) -> None:
    assert "\x1b" not in shown(answer)
    assert shown(answer, Options(color=True)).startswith("\x1b[1mRevenue by genre")


def test_long_values_are_shortened() -> None:
    answer = Answer.of_table("x", "X", pa.table({"raw": ["x" * 5000]}))
    assert f"\n{'x' * 119}…\n" in shown(answer)


def test_what_can_be_spared_is_left_out_of_a_narrow_table_and_named() -> None:
    data = pa.table({"label": ["2026-11"], "hash": ["0123456789ab"], "outcome": ["published"]})
    answer = Answer.of_table("x", "X", data, expendable=["hash"])
    assert "0123456789ab" in shown(answer)
    text = shown(answer, Options(width=20))
    assert "\n2026-11  published\n" in text
    assert "\nno room for hash\n" in text
