from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import chromium
from tests.chromium import VARIABLE, NoChromiumError, found

if TYPE_CHECKING:
    from pathlib import Path


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program but those of the test is on the path, and Playwright has none."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: str(tmp_path / "none"))


def test_the_first_one_of_the_system_that_runs_is_taken(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 1")
    runs = program(tmp_path / "google-chrome", "exit 0")
    assert found() == runs


def test_the_one_that_is_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium", "exit 0")
    named = program(tmp_path / "mine", "exit 0")
    monkeypatch.setenv(VARIABLE, str(named))
    assert found() == named


def test_no_other_takes_the_place_of_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "chromium", "exit 0")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine"))
    with pytest.raises(NoChromiumError, match=f"mine, which {VARIABLE} names, does not run here"):
        found()


def test_where_it_cannot_be_had_that_is_said_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[list[str]] = []
    monkeypatch.setattr(chromium, "_try", tried.append)
    chromium.main()
    assert "chromium" in tried[-1]
    said = capsys.readouterr().err
    assert "\nNO TEST WILL RUN IN A BROWSER\nchromium, chromium-browser, google-chrome" in said


def test_where_it_is_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path / "chromium", "exit 0")
    monkeypatch.setattr(chromium, "install", pytest.fail)
    chromium.main()
    assert capsys.readouterr().err == ""


def test_an_installation_that_fails_is_told_and_ends_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chromium._try([str(program(tmp_path / "apt-get", "exit 100")), "install"])
    said = capsys.readouterr().err
    assert "for the tests in a browser: " in said
    assert "returned non-zero exit status 100" in said
