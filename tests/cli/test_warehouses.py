"""Each command over each kind of warehouse, from the first delivery to a state of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from reelhouse.cli.exits import Exit
from reelhouse.sample import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from tests.states import Place, Places

    Run = Callable[..., Result]


@pytest.fixture
def place(places: Places, tmp_path: Path) -> Place:
    return places.place(tmp_path)


@pytest.fixture
def said(run: Run, place: Place) -> Callable[..., str]:
    """What a command that succeeds writes to stdout."""

    def say(*words: str) -> str:
        done = run(*words, "--warehouse", str(place.warehouse), "--lake", str(place.lake))
        assert done.exit_code == Exit.OK, (words, done.stderr)
        return done.stdout

    return say


def test_every_command_works_over_it(said: Callable[..., str], tmp_path: Path) -> None:
    write(tmp_path / "months", scale=0.002, months=2)
    report = ("report", "genre-revenue", "--format", "csv")
    then = []
    for label in ("2026-01", "2026-02"):
        assert f"as of {label}" in said("ingest", str(tmp_path / "months" / label))
        then.append(said(*report))
    assert then[0] != then[1]
    assert said("check") == ""
    assert said("drops", "--format", "csv").count(",published") == 2
    changes, rejects = said("changes", "--format", "csv"), said("rejects", "--format", "csv")
    assert "movie," in changes
    assert "record_broken" in rejects
    assert said("rebuild") == "the warehouse was built, as of 2026-02\n"
    assert said(*report) == then[1]
    assert said(*report, "--as-of", "2026-01") == then[0]
    assert said("rebuild", "--as-of", "2026-01") == "the warehouse was built, as of 2026-01\n"
    assert said(*report) == then[0]
    outcomes = [line.rpartition(",")[2] for line in said("drops", "--format", "csv").splitlines()]
    assert outcomes == ["outcome", "published", "cleaned"]
    assert said(*report, "--as-of", "2026-02") == then[1]
    assert (said("changes", "--format", "csv"), said("rejects", "--format", "csv")) == (
        changes,
        rejects,
    )
    assert "as of 2026-02" in said("backfill", str(tmp_path / "months"))
    assert said(*report) == then[1]


@pytest.mark.parametrize("words", [("report", "genre-revenue"), ("check",)])
def test_where_nothing_was_ingested_yet_it_is_told(
    run: Run, place: Place, words: tuple[str, ...]
) -> None:
    done = run(*words, "--warehouse", str(place.warehouse), "--lake", str(place.lake))
    assert (done.exit_code, done.stdout) == (Exit.WAREHOUSE, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith(": there is no warehouse yet; `reelhouse ingest` makes it\n")
    assert done.stderr.startswith("Error: ")
    if place.url:
        assert urlsplit(place.url).netloc.rpartition("@")[0] not in done.stderr
    assert place.leftovers() == []
