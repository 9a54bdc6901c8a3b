from __future__ import annotations

import dataclasses

from reelhouse.schema.dictionary import markdown
from reelhouse.schema.stored import load_schema

SCHEMA = load_schema()


def sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in markdown(SCHEMA).split("\n### ")[1:]:
        name, *lines = part.split("\n## ")[0].splitlines()
        found[name] = lines
    return found


def test_every_table_has_a_section_with_a_line_for_each_column() -> None:
    written = sections()
    assert set(written) == {table.full_name for table in SCHEMA.tables}
    for table in SCHEMA.tables:
        rows = [line for line in written[table.full_name] if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == [column.name for column in table.columns]
        assert f"{table.note}." in written[table.full_name]


def test_a_line_tells_type_null_key_reference_and_meaning() -> None:
    rating = sections()["movies.rating"]
    assert (
        "| `user_id` | integer | no | PK, FK | `movies.movielens_user.user_id` | Who rated |"
        in rating
    )
    assert "| `rating` | decimal(2,1) | no |  |  | Stars, 0.5 to 5.0 |" in rating


def test_a_section_ends_with_the_checks_of_its_table() -> None:
    written = sections()
    for table in SCHEMA.tables:
        listed = [line for line in written[table.full_name] if line.startswith("- ")]
        assert listed == [f"- `{each.condition}`" for each in table.check_constraints]
    assert "- `vote_average between 0 and 10`" in written["movies.movie"]


def test_chapters_are_the_areas() -> None:
    chapters = [line for line in markdown(SCHEMA).splitlines() if line.startswith("## ")]
    assert chapters == [f"## {area.name}" for area in SCHEMA.areas]


def test_a_bar_in_a_note_does_not_end_the_cell() -> None:
    movie = SCHEMA.table("movies.movie")
    column = dataclasses.replace(movie.columns[0], note="this | that")
    movie = dataclasses.replace(movie, columns=(column,))
    schema = dataclasses.replace(SCHEMA, tables=(movie, *SCHEMA.tables[1:]))
    assert r"| `movie_id` | integer | no | PK |  | this \| that |" in markdown(schema)
