"""`reelhouse drops`: the ledger of deliveries."""

from __future__ import annotations

import click

import reelhouse
from reelhouse.cli.deliver import deliver
from reelhouse.cli.options import BY_ENDING, Places, format_option, output_option, places

_LESS = ("hash", "seconds", "cleaned_at")


@click.command(
    short_help="List the deliveries, and what became of them.",
    epilog="""\b
Examples:
  reelhouse drops
  reelhouse drops --output ledger.csv
""",
)
@format_option(["table", "csv", "json"], f"{BY_ENDING}.")
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@places()
def drops(form: str | None, output: str | None, at: Places) -> None:
    """List every delivery that ever came: label, source, hash, rows, rejects, seconds, outcome.

    The outcome is published (in the warehouse), cleaned (in the lake alone), replaced (by a later
    version), or refused and why. Times are UTC.
    """
    from reelhouse.output import Answer

    with reelhouse.open(**at) as house:
        found = house.drops()
    answer = Answer.of_table("drops", "Deliveries", found, expendable=_LESS)
    deliver(answer, form, output, limit=0)
