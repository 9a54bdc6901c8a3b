"""`reelhouse ingest`: a delivery into the lake and the warehouse."""

from __future__ import annotations

import click

import reelhouse
from reelhouse.cli.options import places, s3_options


@click.command(
    short_help="Load a delivery: all of it or nothing.",
    epilog="""\b
Examples:
  reelhouse ingest deliveries/2026-11.zip
  reelhouse ingest the-movies-dataset/ --drop 2026-11
  reelhouse ingest s3://deliveries/2026-11.zip
  reelhouse ingest 2026-11.zip --max-reject-rate 0.05 --json
""",
)
@click.argument("source", type=click.Path())
@click.option(
    "--drop",
    metavar="LABEL",
    help="Label of the delivery, such as 2026-11; else the month in SOURCE's name, else this one.",
)
@click.option(
    "--max-reject-rate",
    metavar="FRACTION",
    default="0.01",
    show_default=True,
    help="How much of a file's rows, or of a column's values, may be damaged: 0 to 1. Beyond "
    "that nothing is published.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@places()
@s3_options()
def ingest(
    source: str,
    drop: str | None,
    max_reject_rate: str,
    as_json: bool,  # noqa: FBT001 as click calls it
    lake: str | None,
    warehouse: str | None,
    s3_endpoint: str | None,
    s3_anonymous: bool | None,  # noqa: FBT001 as click calls it
) -> None:
    """Load the delivery in SOURCE, a folder or a .zip of CSV files: all of it or nothing.

    SOURCE can lie on S3: s3://bucket/key.zip is a zip, s3://bucket/prefix/ stands for a folder.
    Credentials are found where AWS's own tools find them.

    Progress goes to stderr; at the end comes a summary: for each file the rows read, loaded,
    duplicates, orphans, blank, repaired and rejected, and the seconds that it took.
    """
    from reelhouse.cli import summary
    from reelhouse.cli.progress import display

    opened = reelhouse.open(
        warehouse, lake=lake, s3_endpoint=s3_endpoint, s3_anonymous=s3_anonymous
    )
    with opened as house, display() as progress:
        done = house.ingest(source, drop=drop, max_reject_rate=max_reject_rate, progress=progress)
    if as_json:
        click.echo(summary.as_json(done), nl=False)
        return
    for line in summary.lines(done):
        click.echo(line)
