"""`reelhouse rejects`: what a delivery did not load as it was delivered."""

from __future__ import annotations

import click

import reelhouse
from reelhouse.cli.complete import complete_label
from reelhouse.cli.deliver import deliver, destination
from reelhouse.cli.options import BY_ENDING, Places, format_option, output_option, places


@click.command(
    short_help="List what was not loaded as delivered.",
    epilog="""\b
Examples:
  reelhouse rejects
  reelhouse rejects 2026-11 --format csv > rejects.csv
  reelhouse rejects 2026-11 --output letter.md
""",
)
@click.argument("drop", required=False, shell_complete=complete_label)
@format_option(
    ["table", "csv", "json", "md"],
    f"{BY_ENDING}. md is a letter to the data provider: the defects by kind, with their number, "
    "examples and lines. A table is cut to fit a terminal, and whole elsewhere.",
)
@click.option("--limit", metavar="N", type=click.IntRange(0), help="Show N rows; 0 for all.")
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@places()
def rejects(
    drop: str | None,
    form: str | None,
    limit: int | None,
    output: str | None,
    at: Places,
) -> None:
    """List what was repaired, left empty or rejected in the delivery DROP, by default the newest.

    For each: file, line, column, reason, what was done, and the raw text. Of a delivery that was
    refused too, where DROP names it.
    """
    with reelhouse.open(**at) as house:
        label = drop or house.newest
        found = house.rejects(label)
    if form == "md" or (form is None and output and output.lower().endswith(".md")):
        from reelhouse.output.letter import letter

        with destination(output) as stream:
            stream.write(letter(found, label).encode())
        return
    from reelhouse.output import Answer

    title = f"What was not loaded as delivered: {label}"
    answer = Answer.of_table("rejects", title, found)
    deliver(answer.head(limit) if limit else answer, form, output, limit=limit)
