from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.errors import LakeError, RejectRateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from tests.cli.conftest import FakeHouse

    Run = Callable[..., Result]


def test_an_unknown_command_is_met_with_the_one_that_was_meant(run: Run) -> None:
    result = run("ingset")
    assert result.exit_code == 2
    assert "There is no command 'ingset'. Did you mean ingest?" in result.stderr
    assert result.stdout == ""


def test_an_unknown_command_like_no_other_gets_no_guess(run: Run) -> None:
    assert run("xyzzy").stderr.rstrip().endswith("There is no command 'xyzzy'.")


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError("no such"), 2), (RejectRateError("too bad"), 4), (LakeError("busy"), 6)],
)
def test_an_error_is_one_message_on_stderr_with_its_code(
    run: Run, house: FakeHouse, error: Exception, code: int
) -> None:
    house.error = error
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"Error: {error}\n")
    assert house.asked[-1] == "closed"


def test_with_debugging_the_traceback_is_shown(
    run: Run, house: FakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REELHOUSE_DEBUG", "1")
    house.error = LakeError("busy")
    assert "Traceback (most recent call last)" in run("check").stderr


def test_a_surprise_says_how_to_see_more(run: Run, house: FakeHouse) -> None:
    house.error = ZeroDivisionError("division by zero")
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: unexpected ZeroDivisionError: division by zero\n"
        "Set REELHOUSE_DEBUG=1 to see where it comes from.\n"
    )


def test_an_interrupt_is_one_line(run: Run, house: FakeHouse) -> None:
    house.error = KeyboardInterrupt()
    result = run("check")
    assert (result.exit_code, result.stderr.strip()) == (130, "interrupted")
