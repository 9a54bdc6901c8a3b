"""`reelhouse sample`: a delivery of realistic shape, with every known defect in it."""

from __future__ import annotations

from typing import Literal

import click

from reelhouse.cli.options import places


@click.command(
    short_help="Write a made-up delivery.",
    epilog="""\b
Examples:
  reelhouse sample deliveries/sample --scale 0.01
  reelhouse sample deliveries --months 12 --seed 7
""",
)
@click.argument("directory", metavar="DIR", type=click.Path())
@click.option(
    "--scale",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="How large, against the real one: 26 million ratings, 190 MB of credits.",
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="The same seed makes the same delivery.",
)
@click.option(
    "--months",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Write that many monthly deliveries that change as real ones do, a folder each.",
)
@click.option(
    "--first-month",
    metavar="YYYY-MM",
    default="2026-01",
    show_default=True,
    help="Month of the first delivery.",
)
@click.option("--compress", type=click.Choice(["gzip", "zstd"]), help="Compress the CSV files.")
@places(used=False)
def sample(
    directory: str,
    scale: float,
    seed: int,
    months: int,
    first_month: str,
    compress: Literal["gzip", "zstd"] | None,
) -> None:
    """Write a made-up delivery into DIR, of realistic shape and with every known defect planted.

    What was planted where stands in defects.json beside the files.
    """
    from reelhouse.cli.progress import display
    from reelhouse.output import grid
    from reelhouse.output.text import bytes_in_words, count
    from reelhouse.sample import write

    with display("sample") as progress:
        written = write(
            directory,
            scale=scale,
            seed=seed,
            months=months,
            first_month=first_month,
            compress=compress,
            progress=progress,
        )
    files = [file for delivery in written.deliveries for file in delivery.files]
    rows = [[str(file.path), f"{file.records:,}", bytes_in_words(file.bytes)] for file in files]
    numbers = [grid.Column("records", right=True), grid.Column("size", right=True)]
    columns = grid.measured([grid.Column("file"), *numbers], rows)
    for line in (*grid.header(columns), *grid.lines(columns, rows)):
        click.echo(line)
    total = f"{count(len(files), 'file')}, {bytes_in_words(written.bytes)}"
    click.echo(f"wrote {total} in {written.seconds:.1f} s", err=True)
