"""`reelhouse token`: who may ask over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reelhouse.cli.deliver import deliver
from reelhouse.cli.duration import DURATION
from reelhouse.cli.options import Places, applied, format_option, places
from reelhouse.settings import TOKENS_VARIABLE, resolve

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta
    from typing import Any

    from reelhouse.web.tokens import Tokens


@click.group(
    short_help="Make, list and revoke tokens for the HTTP API.",
    epilog="""\b
Examples:
  reelhouse token create dashboard --role reader --expires 90d
  reelhouse token list
  reelhouse token revoke dashboard
""",
)
@places(used=False)
def token() -> None:
    """Make, list and revoke tokens for `reelhouse serve`.

    A token's secret is shown once, when it is made; kept is a hash of it. A running server knows
    of a new or a revoked token at once.
    """


def _tokens_option() -> Callable[[Any], Any]:
    return lambda function: applied(
        [
            click.option(
                "--tokens",
                metavar="FILE",
                type=click.Path(),
                help=f"File of the tokens; else {TOKENS_VARIABLE}, else one beside the warehouse.",
            )
        ],
        function,
    )


@token.command(
    short_help="Make a token.",
    epilog="""\b
Examples:
  reelhouse token create dashboard
  reelhouse token create night-shift --role operator --expires 90d
""",
)
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "operator"]),
    default="reader",
    show_default=True,
    help="A reader sees reports and data, an operator also rejects and the ledger.",
)
@click.option("--expires", metavar="AGE", type=DURATION, help="When it ends, such as 90d from now.")
@_tokens_option()
@places()
def create(name: str, role: str, expires: timedelta | None, tokens: str | None, at: Places) -> None:
    """Make the token NAME, and print its secret, which cannot be had again."""
    from reelhouse.web.tokens import Role

    secret = _opened(tokens, at).create(name, Role(role), expires)
    click.echo("keep it: it is shown this once", err=True)
    click.echo(secret)


@token.command(
    "list",
    short_help="List the tokens.",
    epilog="""\b
Examples:
  reelhouse token list
  reelhouse token list --format json
""",
)
@format_option(["table", "csv", "json"], "How to write it.", default="table", show_default=True)
@_tokens_option()
@places()
def list_tokens(form: str, tokens: str | None, at: Places) -> None:
    """List the tokens: name, role, when they were made, when they end. Times are UTC."""
    import pyarrow as pa

    from reelhouse.output import Answer

    there = _opened(tokens, at).all()
    moment = pa.timestamp("s", "UTC")
    columns = {
        "name": pa.array([each.name for each in there], pa.string()),
        "role": pa.array([str(each.role) for each in there], pa.string()),
        "created_at": pa.array([each.created_at for each in there], moment),
        "expires_at": pa.array([each.expires_at for each in there], moment),
    }
    deliver(Answer.of_table("tokens", "Tokens", pa.table(columns)), form, None, limit=0)


@token.command(
    short_help="Revoke a token.",
    epilog="""\b
Examples:
  reelhouse token revoke dashboard
""",
)
@click.argument("name")
@_tokens_option()
@places()
def revoke(name: str, tokens: str | None, at: Places) -> None:
    """Revoke the token NAME: it lets nobody in from now on."""
    _opened(tokens, at).revoke(name)
    click.echo(f"revoked {name}", err=True)


def _opened(tokens: str | None, at: Places) -> Tokens:
    from reelhouse.web.tokens import Tokens, tokens_file

    return Tokens(tokens_file(tokens, resolve(**at)))
