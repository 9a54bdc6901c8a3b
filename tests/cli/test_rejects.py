from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


def test_a_table_shows_each_on_a_line_of_its_own(run: Run, house: FakeHouse) -> None:
    text = run("rejects").stdout
    assert "movies_metadata  19730  -       record_broken  repaired  False,\\n  joined\n" in text
    assert house.asked[1] == ("rejects", "2026-11")


def test_csv_has_the_raw_text_as_it_was(run: Run, house: FakeHouse) -> None:
    assert run("rejects", "2026-11", "--format", "csv").stdout == (
        "file,line,column,reason,action,raw,detail\n"
        'movies_metadata,19730,,record_broken,repaired,"False,\n",joined\n'
        "ratings,7,rating,out_of_range,nulled,99,\n"
    )
    assert house.asked[1] == ("rejects", "2026-11")


def test_json_has_them_as_rows(run: Run, house: FakeHouse) -> None:
    rows = json.loads(run("rejects", "--format", "json").stdout)["rows"]
    assert rows[1]["raw"] == "99"


def test_a_limit_holds_in_every_format(run: Run, house: FakeHouse) -> None:
    assert "ratings" not in run("rejects", "--limit", "1", "--format", "csv").stdout
    text = run("rejects", "--limit", "1").stdout
    assert "\nshowing rows 1 to 1 of 2 rows, as --limit asks\n" in text
    assert "2 rows" in run("rejects", "--limit", "0").stdout


def test_a_file_gets_the_format_of_its_ending(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    run("rejects", "--output", str(path))
    assert path.read_text().startswith("file,line,column,reason,action,raw,detail\n")


def test_the_letter_goes_to_a_file(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    result = run("rejects", "2026-11", "--output", str(path))
    assert (result.stdout, result.stderr) == ("", f"wrote {path}\n")
    text = path.read_text()
    assert text.startswith("# Defects in the delivery 2026-11\n")
    assert "2 defects of 2 kinds in 2 files" in text
