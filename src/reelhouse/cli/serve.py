"""`reelhouse serve`: pages for people, an API for programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from reelhouse.cli.duration import DURATION
from reelhouse.cli.options import Places, places
from reelhouse.errors import MissingExtraError
from reelhouse.settings import TOKENS_VARIABLE, resolve

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.settings import Settings


@click.command(
    short_help="Serve pages and an API over HTTP.",
    epilog="""\b
Examples:
  reelhouse serve
  reelhouse serve --port 8080 --max-age 45d
  reelhouse serve --host 0.0.0.0 --tokens tokens.json
""",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port."
)
@click.option(
    "--tokens",
    metavar="FILE",
    type=click.Path(),
    help=f"Ask for a token of this file, on every address; else {TOKENS_VARIABLE}, else the file "
    "beside the warehouse, on all but loopback addresses.",
)
@click.option(
    "--trust-proxy-header",
    "proxy_header",
    metavar="NAME",
    help="Let in whoever is named in this header, which a proxy in front sets, and takes from "
    "whoever sends it himself.",
)
@click.option(
    "--proxy-role",
    type=click.Choice(["reader", "operator"]),
    default="reader",
    show_default=True,
    help="What those may see whom the proxy lets in.",
)
@click.option(
    "--max-age",
    metavar="AGE",
    type=DURATION,
    help="How old the newest delivery may be for /readyz, such as 45d or 36h.",
)
@click.option(
    "--rate",
    "requests_a_minute",
    metavar="N",
    type=click.IntRange(1),
    default=600,
    show_default=True,
    help="Requests a minute that one token may make.",
)
@click.option(
    "--queries",
    metavar="N",
    type=click.IntRange(1),
    default=4,
    show_default=True,
    help="Queries that go on at the same time; others wait a moment, then are sent away.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default="30",
    help="How long one query may take.",
)
@places()
def serve(host: str, port: int, tokens: str | None, at: Places, **options: Any) -> None:
    """Serve pages for people, and for programs the same as JSON and as files.

    On a loopback address everybody on this machine may ask. On any other one it starts only
    with tokens, which `reelhouse token` makes, or behind a proxy that signs people in. When a
    delivery is loaded, the next request sees it. The log goes to stderr, a JSON object a line.
    """
    try:
        import granian  # noqa: F401 told before anything else, and in words
    except ImportError as error:
        raise MissingExtraError(
            "serving needs more packages: pip install 'reelhouse[web]'"
        ) from error
    from reelhouse.web.serving import Serving, require_guarded
    from reelhouse.web.tokens import Role

    settings = resolve(**at)
    options["proxy_role"] = Role(options["proxy_role"])
    plain = Serving(settings, host, port, **options)
    guard = _tokens(tokens, settings, asks=not plain.is_loopback and plain.is_open)
    serving = Serving(settings, host, port, guard, **options)
    require_guarded(serving)
    from reelhouse.web.server import serve as run

    shown = f"[{host}]" if ":" in host else host
    click.echo(f"serving http://{shown}:{port}/ until it is interrupted", err=True)
    run(serving)


def _tokens(given: str | None, settings: Settings, *, asks: bool) -> Path | None:
    """The file of tokens where one is named, or where they are asked for and there are some."""
    from reelhouse.web.tokens import tokens_file

    path = tokens_file(given, settings)
    is_named = given is not None or os.environ.get(TOKENS_VARIABLE)
    return path if is_named or (asks and path.exists()) else None
