"""`reelhouse drops`: the ledger of deliveries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

import reelhouse
from reelhouse.cli.deliver import deliver
from reelhouse.cli.duration import DURATION
from reelhouse.cli.options import BY_ENDING, Places, format_option, output_option, places
from reelhouse.errors import StaleError
from reelhouse.output.text import count

if TYPE_CHECKING:
    from datetime import timedelta

    import pyarrow as pa

_LESS = ("hash", "seconds", "cleaned_at")


@click.command(
    short_help="List the deliveries, and what became of them.",
    epilog="""\b
Examples:
  reelhouse drops
  reelhouse drops --output ledger.csv
  reelhouse drops --stale 35d || page somebody
""",
)
@format_option(["table", "csv", "json"], f"{BY_ENDING}.")
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@click.option(
    "--stale",
    metavar="AGE",
    type=DURATION,
    help="Exit with 12 where the newest published delivery was cleaned longer ago, such as 35d.",
)
@places()
def drops(form: str | None, output: str | None, stale: timedelta | None, at: Places) -> None:
    """List every delivery that ever came: label, source, hash, rows, rejects, seconds, outcome.

    The outcome is published (in the warehouse), cleaned (in the lake alone), replaced (by a later
    version), or refused and why. Times are UTC.
    """
    from reelhouse.output import Answer

    with reelhouse.open(**at) as house:
        found = house.drops()
    answer = Answer.of_table("drops", "Deliveries", found, expendable=_LESS)
    deliver(answer, form, output, limit=0)
    if stale is not None:
        _require_fresh(found, stale, datetime.now(UTC))


def _require_fresh(found: pa.Table, stale: timedelta, now: datetime) -> None:
    """Raise StaleError where no published delivery is as young as this."""
    published = [row for row in found.to_pylist() if row["outcome"] == "published"]
    if not published:
        raise StaleError("no delivery is published: `reelhouse ingest` brings one")
    newest = published[-1]
    age = now - newest["cleaned_at"]
    if age > stale:
        raise StaleError(
            f"the newest published delivery, {newest['label']}, was cleaned {_in_words(age)} ago: "
            "see whether the next one has arrived, and ingest it"
        )


def _in_words(age: timedelta) -> str:
    if age.days:
        return count(age.days, "day")
    return count(age.seconds // 3600, "hour")
