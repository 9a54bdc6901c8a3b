"""Broken records come back whole, or stay in quarantine as they are."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelhouse.clean.layout import layout
from reelhouse.clean.staging import stage
from reelhouse.progress import Silent
from reelhouse.source import SourceFile
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from reelhouse.clean.staging import Staged

METADATA = [
    [
        *("False", "{'id': 5, 'name': \"O'K, {x}\"}", "300", "[{'id': 18, 'name': 'Drama'}]", ""),
        *(str(number), f"tt0{number}", "en", "Titre, l'un", 'He said "go", then left.', "1.5"),
        *("/a.jpg", "[]", "[{'iso_3166_1': 'US', 'name': 'USA'}]", "1995-10-30", "0", "81.0"),
        *(
            "[{'iso_639_1': 'en', 'name': 'English'}]",
            "Released",
            "",
            "Title",
            "False",
            "7.7",
            "12",
        ),
    ]
    for number in (101, 102, 103, 104)
]
CREDITS = [["[{'cast_id': 1, 'name': 'A, B'}]", "[]", number] for number in ("7", "58", "903")]
RATINGS = [["1", "31", "2.5", "1260759144"], ["1", "1029", "3.0", "1260759179"], *[]]
FILES = {"movies_metadata": METADATA, "credits": CREDITS, "ratings": RATINGS}


def as_csv(rows: list[list[str]], end: str = "\n") -> list[str]:
    lines = []
    for row in rows:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(row)
        lines.append(text.getvalue())
    return lines


class Stage:
    """Stages made-up files in one workbench."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bench = Workbench(folder / "spill")

    def __call__(self, name: str, text: str) -> tuple[list[tuple[Any, ...]], Staged]:
        path = self.folder / f"{name}.csv"
        path.write_text(text, newline="")
        file = SourceFile(name, str(path), None, lambda: path.open("rb", buffering=0))

        def sink(part: int) -> None:
            verb = "insert into" if part else "create or replace table"
            tail = "" if part else " as"
            self.bench.run(f"{verb} staged{tail} from incoming")

        staged = stage(self.bench, file, Silent(), sink)
        return self.bench.rows("from staged order by line"), staged


@pytest.fixture(scope="module")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("staging"))
    yield made
    made.bench.close()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", FILES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_broken_anywhere_is_restored_or_quarantined(
    staging: Stage, name: str, end: str, data: st.DataObject
) -> None:
    rows = FILES[name]
    records = as_csv(rows)
    which = data.draw(st.integers(0, len(records) - 1))
    at = data.draw(st.integers(1, len(records[which]) - 1))
    broken = list(records)
    broken[which] = records[which][:at] + end + records[which][at:]
    header = ",".join(layout(name).columns)
    found, staged = staging(name, end.join([header, *broken]) + end)
    whole, _ = staging(name, end.join([header, *records]) + end)
    restored = {plain(row[:-1]) for row in found}
    originals = {plain(row[:-1]) for row in whole}
    rejected = [entry for entry in staged.entries if entry.action == "rejected"]
    if not rejected:
        assert restored == originals
        assert staged.read == len(rows)
    else:  # where it is not certain, nothing is made up and no text is lost
        assert restored <= originals
        kept = "".join(entry.raw or "" for entry in rejected)
        assert all(part in kept for part in broken[which].split(end) if part.strip())


def plain(row: tuple[Any, ...]) -> tuple[str, ...]:
    """Values without the breaks, which a free text may keep."""
    return tuple(str(value).replace("\r", "").replace("\n", "") for value in row)


def test_the_overview_keeps_its_line_break(staging: Stage) -> None:
    row = list(METADATA[0])
    row[9] = "Beginning - Written by Ørnås"
    text = as_csv([row])[0].replace(" - Written", "\n - Written")
    found, staged = staging(
        "movies_metadata", ",".join(layout("movies_metadata").columns) + f"\n{text}\n"
    )
    assert found[0][9] == "Beginning\n - Written by Ørnås"
    assert [entry.reason for entry in staged.entries] == ["record_broken"]


def test_a_last_column_broken_off_is_not_loaded_short(staging: Stage) -> None:
    found, _ = staging("credits", "cast,crew,id\n[],[],15\n8903\n[],[],7\n")
    assert [row[2] for row in found] == [158903, 7]
