"""The group of commands: each loaded when it is used, each failing in the same manner."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from reelhouse.cli.exits import Exit
from reelhouse.errors import ReelhouseError
from reelhouse.interrupts import watched
from reelhouse.settings import DEBUG_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = "reelhouse"


class Commands(click.Group):
    """Commands by name; `lazy` gives the module of each, where it stands under its own name."""

    def __init__(self, *args: Any, lazy: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 as click calls it
        """The names, in the order in which they are used."""
        return list(self._lazy)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 as click calls it
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self._lazy:
            return None
        command: click.Command = getattr(import_module(self._lazy[cmd_name]), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names, or else one that was meant."""
        name = args[0]
        if name not in self._lazy and not ctx.resilient_parsing and not name.startswith("-"):
            alike = get_close_matches(name, self._lazy, n=2)
            hint = f" Did you mean {' or '.join(alike)}?" if alike else ""
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of stdout who has seen enough is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ctx.exit(Exit.OK)
        return result

    def main(self, *args: Any, **options: Any) -> Any:
        """Run, say on stderr what went wrong, and end with the code for it."""
        options |= {"prog_name": PROGRAM, "standalone_mode": False}
        with watched(signal.SIGINT) as interrupted:
            try:
                code = super().main(*args, **options)
            except click.ClickException as error:
                error.show()
                code = error.exit_code
            except (Exception, click.Abort) as error:
                _tell_cause()
                code = _failed(error, interrupted=interrupted.is_set())
        sys.exit(code if isinstance(code, int) else Exit.OK)


def _failed(error: Exception, *, interrupted: bool) -> int:
    """Say what happened; the exit code for it."""
    if interrupted or isinstance(error, click.Abort):
        _say("interrupted")
        return Exit.INTERRUPTED
    if isinstance(error, ReelhouseError):
        _say(f"Error: {error}")
        return error.exit_code
    _say(f"Error: unexpected {type(error).__name__}: {error}")
    _say(f"Set {DEBUG_VARIABLE}=1 to see where it comes from.")
    return Exit.UNEXPECTED


def _say(line: str) -> None:
    click.echo(line, err=True)


def _tell_cause() -> None:
    if os.environ.get(DEBUG_VARIABLE, "0") not in {"", "0"}:
        traceback.print_exc()
