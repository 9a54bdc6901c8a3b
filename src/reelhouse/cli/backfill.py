"""`reelhouse backfill`: many deliveries, cleaned at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import reelhouse
from reelhouse.cli.loading import json_option, tell, terms, wait_option
from reelhouse.cli.options import Places, places
from reelhouse.output.text import count

if TYPE_CHECKING:
    from reelhouse.backfill import Cleaned


@click.command(
    short_help="Load many deliveries, in any order.",
    epilog="""\b
Examples:
  reelhouse backfill archive/
  reelhouse backfill archive/2025-*.zip --jobs 4
  reelhouse backfill s3://films/deliveries/
  reelhouse backfill archive/ --json
""",
)
@click.argument("sources", metavar="SOURCE...", type=click.Path(), nargs=-1, required=True)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="How many to clean at the same time; by default one for each core.",
)
@terms()
@wait_option()
@json_option()
@places()
def backfill(
    sources: tuple[str, ...],
    *,
    as_json: bool,
    at: Places,
    **options: Any,
) -> None:
    """Load the deliveries in SOURCE...: zips and folders named by their months, or folders of such.

    On S3 a prefix is a folder. Deliveries are cleaned in processes of their own, then published in
    one step; the order in which they come does not matter. Other loads and reports go on meanwhile.
    One that cannot be loaded does not keep the others from it: at the end its error is told, and
    the exit code is that of the first such.
    """
    from reelhouse.cli import summary
    from reelhouse.cli.progress import display

    with reelhouse.open(**at, tell=tell) as house, display("backfill") as progress:
        done = house.backfill(sources, progress=progress, done=_told, **options)
    if as_json:
        click.echo(summary.backfill_as_json(done), nl=False)
    else:
        for line in summary.backfill_lines(done):
            click.echo(line)
    failed = [(each.label, each.error) for each in done.deliveries if each.error is not None]
    if failed:
        kind = type(failed[0][1])
        raise kind("\n".join(f"{label}: {error}" for label, error in failed))


def _told(cleaned: Cleaned) -> None:
    if cleaned.error is not None:
        outcome, more = "failed", str(cleaned.error).partition(";")[0].splitlines()[0]
    elif cleaned.already_in_lake:
        outcome, more = "known", "in the lake already"
    else:
        outcome, more = "cleaned", count(cleaned.rows, "row")
    tell(f"{cleaned.label:<16} {outcome:<9} {cleaned.seconds:6.1f} s  {more}")
