from __future__ import annotations

from reelhouse import errors
from reelhouse.cli.exits import Exit, described


def branches(error: type[errors.ReelhouseError]) -> list[type[errors.ReelhouseError]]:
    return [error, *(each for below in error.__subclasses__() for each in branches(below))]


def test_every_error_ends_with_a_documented_code() -> None:
    codes = {error.exit_code for error in branches(errors.ReelhouseError)}
    assert codes == set(Exit) - {Exit.OK, Exit.INTERRUPTED}


def test_the_table_has_every_code_and_its_meaning() -> None:
    lines = described().splitlines()
    assert len(lines) == len(Exit)
    assert lines[5] == "    5  a check does not hold"
