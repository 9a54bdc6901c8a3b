"""`reelhouse changes`: what a delivery changed."""

from __future__ import annotations

import click

import reelhouse
from reelhouse.cli.complete import complete_label, complete_table
from reelhouse.cli.deliver import deliver
from reelhouse.cli.options import BY_ENDING, Places, format_option, output_option, places


@click.command(
    short_help="Tell what a delivery changed.",
    epilog="""\b
Examples:
  reelhouse changes
  reelhouse changes 2026-11 --table movie
  reelhouse changes 2026-11 --table rating --output ratings.parquet
""",
)
@click.argument("drop", required=False, shell_complete=complete_label)
@click.option(
    "--table",
    metavar="TABLE",
    help="Show the rows of this table, such as movie.",
    shell_complete=complete_table,
)
@format_option(
    ["table", "csv", "json", "parquet"],
    f"{BY_ENDING}. A table is cut to fit a terminal, and whole elsewhere.",
)
@click.option("--limit", metavar="N", type=click.IntRange(0), help="Show N rows; 0 for all.")
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@places()
def changes(
    drop: str | None,
    table: str | None,
    form: str | None,
    limit: int | None,
    output: str | None,
    at: Places,
) -> None:
    """Tell what the delivery DROP, by default the newest, changed against the ones before it.

    By default how many rows were inserted, updated and deleted in each table that it touched;
    with --table the rows, and of an updated one each column that went from one value to another.
    """
    from reelhouse.output import Answer

    with reelhouse.open(**at) as house:
        label = drop or house.newest
        found = house.changes(label, table)
    if table is None:
        counts = [found.column(name) for name in ("inserted", "updated", "deleted")]
        touched = [any(row) for row in zip(*(each.to_pylist() for each in counts), strict=True)]
        found = found.filter(touched)
    title = f"What {label} changed" + (f" in {table}" if table else "")
    answer = Answer.of_table("changes", title, found)
    deliver(answer.head(limit) if limit else answer, form, output, limit=limit)
