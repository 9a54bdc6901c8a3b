from __future__ import annotations

import pyarrow as pa

from reelhouse.output.letter import letter

SCHEMA = pa.schema(
    {
        "file": pa.string(),
        "line": pa.int64(),
        "column": pa.string(),
        "reason": pa.string(),
        "action": pa.string(),
        "raw": pa.string(),
        "detail": pa.string(),
    }
)

MONEY = "An amount under 1,000 dollars, likely in other units"


def rejects(*rows: tuple[object, ...]) -> pa.Table:
    named = [dict(zip(SCHEMA.names, row, strict=True)) for row in rows]
    return pa.Table.from_pylist(named, schema=SCHEMA)


def test_a_delivery_without_defects_gets_a_kind_word() -> None:
    assert letter(rejects(), "2026-11") == (
        "# Defects in the delivery 2026-11\n"
        "\n"
        "Everything in it could be read as it is: no defect was found.\n"
    )


def test_defects_are_told_by_kind_with_number_examples_and_lines() -> None:
    money = [
        ("movies_metadata", line, "budget", "suspect_money", "kept", str(line), None)
        for line in (90, 12, 45, 7)
    ]
    broken = (
        "movies_metadata",
        19730,
        None,
        "record_broken",
        "repaired",
        None,
        "two lines",
    )
    assert (
        letter(rejects(*money, broken), "2026-11")
        == f"""\
# Defects in the delivery 2026-11

While we loaded it, we found 5 defects of 2 kinds in 1 file. They are listed below by kind, \
each with what we did about it, so that they can be put right at the source. Line numbers count \
the lines of the file from 1, the header among them.

| defect | file | column | number | what we did |
|---|---|---|---:|---|
| {MONEY} | movies_metadata | budget | 4 | kept as it is |
| A record is broken over several lines | movies_metadata |  | 1 | repaired |

## {MONEY}: movies_metadata, column budget

4 times; kept as it is (`suspect_money`).

- line 7: `7`
- line 12: `12`
- line 45: `45`

Lines: 7, 12, 45, 90.

## A record is broken over several lines: movies_metadata

1 time; repaired (`record_broken`).

- line 19730 — two lines
"""
    )


def test_long_lists_of_lines_end_with_how_many_more() -> None:
    rows = [("ratings", n, "rating", "out_of_range", "nulled", "99", None) for n in range(2, 1502)]
    text = letter(rejects(*rows))
    assert "Lines: 2, 3, 4, 5," in text
    assert ", 21 and 1,480 more.\n" in text


def test_raw_text_is_shown_as_it_is_whatever_it_holds() -> None:
    raw = "[{'name': `x``y`, <b>\n|\x1b[31m"
    row = ("credits", 3, "cast", "value_damaged", "nulled", raw, "found a|b <i>")
    text = letter(rejects(row))
    assert "- line 3: ```[{'name': `x``y`, <b>\\n|\\x1b[31m``` — found a\\|b \\<i>\n" in text


def test_long_raw_text_loses_its_middle_for_the_end_may_be_what_is_wrong() -> None:
    row = ("credits", 3, "cast", "value_damaged", "repaired", "[" + "z" * 5000 + " GATORADE", None)
    [line] = [each for each in letter(rejects(row)).splitlines() if each.startswith("- ")]
    assert line.startswith("- line 3: `[zzz")
    assert line.endswith("zzz GATORADE`")
    assert "z…z" in line
    assert len(line) < 200


def test_a_kind_of_defect_that_it_does_not_know_is_told_by_its_code() -> None:
    text = letter(rejects(("links", 5, None, "brand_new", "ignored", None, None)))
    assert "| Brand_new | links |  | 1 | ignored |" in text
