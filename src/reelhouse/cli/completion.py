"""`reelhouse completion`: what a shell needs to complete commands, options and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from reelhouse.cli.group import PROGRAM
from reelhouse.cli.options import places

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

_SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


@click.command(
    short_help="Print a shell's completion script.",
    epilog="""\b
Examples:
  reelhouse completion bash >> ~/.bashrc
  reelhouse completion zsh >> ~/.zshrc
  reelhouse completion fish > ~/.config/fish/completions/reelhouse.fish
""",
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@places(used=False)
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, reports and choices in SHELL."""
    root = context.find_root().command
    script = _SHELLS[shell](root, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE")
    click.echo(script.source())
