from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from reelhouse.cli.deliver import deliver
from reelhouse.errors import UsageError
from reelhouse.output import Answer

if TYPE_CHECKING:
    from pathlib import Path

MANY = Answer.of_table("x", "X", pa.table({"n": list(range(1000))}))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """stdout is a terminal of 30 lines and 50 columns."""
    monkeypatch.setattr("reelhouse.cli.deliver.on_terminal", lambda: True)
    monkeypatch.setenv("LINES", "30")
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_a_table_is_cut_to_fit_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    deliver(MANY, None, None)
    text = capsys.readouterr().out
    assert "showing 19 of 1,000 rows; --limit 0 or --format csv for all" in text
    assert len(text.splitlines()) < 30
    assert "\x1b[1m" in text


@pytest.mark.usefixtures("terminal")
def test_a_limit_of_the_users_own_is_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    deliver(MANY, None, None, limit=0)
    assert "\n999\n" in capsys.readouterr().out


@pytest.mark.usefixtures("terminal")
def test_colour_is_for_those_who_want_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    deliver(MANY, None, None)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_a_terminal_is_spared_bytes(form: str) -> None:
    with pytest.raises(UsageError, match="give --output FILE"):
        deliver(MANY, form, None)


@pytest.mark.usefixtures("terminal")
def test_a_table_in_a_file_is_whole_and_plain(tmp_path: Path) -> None:
    deliver(MANY, None, str(tmp_path / "x.txt"))
    text = (tmp_path / "x.txt").read_text()
    assert "\n999\n" in text
    assert "\x1b" not in text


def test_elsewhere_a_table_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    deliver(MANY, None, None)
    assert "\n999\n" in capsys.readouterr().out
