"""`reelhouse ingest`: a delivery into the lake and the warehouse."""

from __future__ import annotations

from typing import Any

import click

import reelhouse
from reelhouse.cli.loading import json_option, tell, terms, wait_option
from reelhouse.cli.options import Places, places


@click.command(
    short_help="Load a delivery: all of it or nothing.",
    epilog="""\b
Examples:
  reelhouse ingest deliveries/2026-11.zip
  reelhouse ingest the-movies-dataset/ --drop 2026-11
  reelhouse ingest s3://deliveries/2026-11.zip
  reelhouse ingest corrected.zip --drop 2026-11 --replace
  reelhouse ingest new-ratings/ --drop 2026-11-25T13 --mode delta
  reelhouse ingest 2026-11.zip --max-reject-rate 0.05 --json
""",
)
@click.argument("source", type=click.Path())
@click.option(
    "--drop",
    metavar="LABEL",
    help="Label of the delivery, such as 2026-11; else the month in SOURCE's name, else this one.",
)
@terms()
@wait_option()
@json_option()
@places()
def ingest(
    source: str,
    *,
    as_json: bool,
    at: Places,
    **options: Any,
) -> None:
    """Load the delivery in SOURCE, a folder or a .zip of CSV files: all of it or nothing.

    SOURCE can lie on S3: s3://bucket/key.zip is a zip, s3://bucket/prefix/ stands for a folder.
    Credentials are found where AWS's own tools find them.

    Progress goes to stderr; at the end comes a summary: for each file the rows read, loaded,
    duplicates, orphans, blank, repaired and rejected, and the seconds that it took. A delivery
    that is in the lake already is not cleaned again.
    """
    from reelhouse.cli import summary
    from reelhouse.cli.progress import display

    with reelhouse.open(**at, tell=tell) as house, display("ingest") as progress:
        done = house.ingest(source, progress=progress, **options)
    if as_json:
        click.echo(summary.as_json(done), nl=False)
        return
    for line in summary.lines(done):
        click.echo(line)
