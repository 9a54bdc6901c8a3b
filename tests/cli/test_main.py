from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from reelhouse.cli.exits import described
from reelhouse.cli.main import COMMANDS, cli

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def options(name: str) -> list[click.Option]:
    found = command(name)
    parameters = found.get_params(click.Context(found))
    return [each for each in parameters if isinstance(each, click.Option)]


def test_without_a_command_it_prints_its_help(run: Run) -> None:
    assert run().stdout == run("--help").stdout
    assert run().exit_code == 0


def test_the_help_lists_the_commands_and_the_exit_codes(run: Run) -> None:
    text = run("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in text
    for line in described().splitlines():
        assert line.strip() in text


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("reelhouse 0.")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(name: str) -> None:
    found = command(name)
    assert found.name == name
    assert found.help
    assert found.short_help
    assert found.epilog
    assert f"  reelhouse {name}" in found.epilog


@pytest.mark.parametrize("name", COMMANDS)
def test_short_help_is_never_cut(name: str, run: Run) -> None:
    short = command(name).short_help
    assert f"  {short}\n" in run("--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    assert [option.opts for option in options(name) if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_lake_and_the_warehouse(name: str) -> None:
    names = [option.name for option in options(name)]
    assert {"lake", "warehouse"} <= set(names)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_given_for_every_command(name: str, run: Run) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
