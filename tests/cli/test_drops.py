from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow.compute as pc
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


def test_every_delivery_has_a_line(run: Run, house: FakeHouse) -> None:
    result = run("drops")
    assert (result.exit_code, result.stderr) == (0, "")
    title, _, header, _, *lines = result.stdout.splitlines()
    assert title == "Deliveries"
    assert header.split() == list(house.drops().column_names)
    assert lines[0] == (
        "2026-10        1  snapshot  2026-10.zip  0123456789ab  26,289,123        3   12.500"
        "  2026-11-03 04:05:06  replaced"
    )
    assert lines[2].endswith("refused: credits: 9 of 10 rows were rejected")
    assert lines[-1] == "3 rows"


def test_a_narrow_terminal_shows_labels_and_outcomes(
    run: Run, house: FakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reelhouse.cli.deliver.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    lines = run("drops").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[5].startswith("2026-10        2  snapshot  2026-10.zip  26,289,123")
    assert lines[5].endswith("  published")
    assert lines[-1] == "no room for hash, seconds, cleaned_at"


def test_csv_and_json_have_all_that_is_known(run: Run, house: FakeHouse, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    assert run("drops", "--output", str(path)).stderr == f"wrote {path}\n"
    assert path.read_text().splitlines()[1] == (
        "2026-10,1,snapshot,2026-10.zip,0123456789ab,26289123,3,12.500,"
        "2026-11-03 04:05:06+00:00,replaced"
    )
    rows = json.loads(run("drops", "--format", "json").stdout)["rows"]
    assert [row["outcome"].partition(":")[0] for row in rows] == [
        *("replaced", "published", "refused")
    ]


@pytest.mark.parametrize("age", ["35d", "90d"])
def test_a_ledger_is_stale_when_its_newest_published_delivery_is_old(
    run: Run, house: FakeHouse, monkeypatch: pytest.MonkeyPatch, age: str
) -> None:
    newest = house.drops().filter(pc.field("outcome") == "published")["cleaned_at"][-1].as_py()
    monkeypatch.setattr("reelhouse.cli.drops.datetime", Clock(newest + timedelta(days=60)))
    result = run("drops", "--stale", age)
    assert "Deliveries" in result.stdout
    if age == "90d":
        assert (result.exit_code, result.stderr) == (0, "")
    else:
        assert result.exit_code == 12
        assert "was cleaned 60 days ago" in result.stderr


class Clock:
    """A clock that stands still."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self, _: object) -> datetime:
        return self._moment


def test_without_a_published_delivery_it_is_stale_as_well(run: Run, house: FakeHouse) -> None:
    found = house.drops()
    house.drops = lambda: found.filter(pc.field("outcome") != "published")  # type: ignore[method-assign]
    result = run("drops", "--stale", "35d")
    assert result.exit_code == 12
    assert "no delivery is published" in result.stderr
