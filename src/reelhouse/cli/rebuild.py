"""`reelhouse rebuild`: the warehouse anew from the lake."""

from __future__ import annotations

import click

import reelhouse
from reelhouse.cli.complete import complete_label
from reelhouse.cli.loading import tell, wait_option
from reelhouse.cli.options import Places, places


@click.command(
    short_help="Build the warehouse anew from the lake.",
    epilog="""\b
Examples:
  reelhouse rebuild
  reelhouse rebuild --as-of 2026-06 --warehouse june.duckdb
""",
)
@click.option(
    "--as-of",
    metavar="LABEL",
    help="From the deliveries up to this one; by default from all.",
    shell_complete=complete_label,
)
@wait_option()
@places()
def rebuild(as_of: str | None, wait: float, at: Places) -> None:
    """Build the warehouse anew from the deliveries in the lake: all of it or nothing.

    Whatever the warehouse is in, and whatever version of Reelhouse made it, this is the way out.
    """
    from reelhouse.cli import summary
    from reelhouse.cli.progress import display

    with reelhouse.open(**at, tell=tell) as house, display("rebuild") as progress:
        done = house.rebuild(as_of=as_of, wait=wait, progress=progress)
    click.echo(summary.publication_line(done))
