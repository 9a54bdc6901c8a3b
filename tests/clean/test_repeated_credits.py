"""A credit_id stands for one credit: what comes again under it is logged and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.clean.deliveries import cleaned

if TYPE_CHECKING:
    from pathlib import Path

CAST = "{'cast_id': 1, 'character': 'Neil', 'credit_id': '%s', 'gender': 2, 'id': %d, 'name': 'N%d'"
CAST += ", 'order': 0, 'profile_path': None}"
CREW = "{'credit_id': '%s', 'department': 'Art', 'gender': 0, 'id': %d, 'job': 'Art', 'name': 'N%d'"
CREW += ", 'profile_path': None}"


def credit(form: str, credit_id: str, person: int) -> str:
    return form % (credit_id, person, person)


def content(column: str, *films: tuple[int, list[str]]) -> str:
    lines = ["cast,crew,id"]
    for film, items in films:
        value = f'"[{", ".join(items)}]"'
        lines.append(f"{value},[],{film}" if column == "cast" else f"[],{value},{film}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("column", "form"), [("cast", CAST), ("crew", CREW)])
def test_the_first_in_the_file_is_kept_and_the_others_are_logged(
    tmp_path: Path, column: str, form: str
) -> None:
    first = [credit(form, "a", 1), credit(form, "b", 2), credit(form, "a", 3)]
    second = [credit(form, "c", 4), credit(form, "b", 5).replace("None", r"'\xa0'")]
    found = cleaned(tmp_path, credits=content(column, (9, first), (7, second)))
    rows = found.rows(f"{column}_credit", "credit_id", "movie_id", "member_id")
    assert sorted(rows) == [("a", 9, 1), ("b", 9, 2), ("c", 7, 4)]
    entry = ("credits", column, "credit_repeated", "duplicate")
    assert found.log == [(entry[0], line, *entry[1:]) for line in (2, 3)]
    details = found.rows("quarantine", "detail")
    assert details == [
        ("credit_id a stands before it, on line 2",),
        ("credit_id b stands before it, on line 2",),
    ]
    [third, _] = [raw for (raw,) in found.rows("quarantine", "raw")]
    assert "'id': 3" in third
    assert found.files["credits"].duplicates == 0


def test_a_credit_id_can_be_of_a_part_and_of_a_job(tmp_path: Path) -> None:
    data = f'cast,crew,id\n"[{credit(CAST, "a", 1)}]","[{credit(CREW, "a", 1)}]",9\n'
    found = cleaned(tmp_path, credits=data)
    assert found.log == []
    assert found.rows("crew_credit", "credit_id") == [("a",)]
