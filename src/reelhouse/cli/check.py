"""`reelhouse check`: whether everything that must hold over the current state holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import reelhouse
from reelhouse.cli.deliver import deliver
from reelhouse.cli.options import Places, format_option, places
from reelhouse.errors import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.output import Answer
    from reelhouse.warehouse.integrity import CheckResult


@click.command(
    short_help="Check the integrity of the current state.",
    epilog="""\b
Examples:
  reelhouse check
  reelhouse check --all --format csv
""",
)
@click.option("--all", "every", is_flag=True, help="List the checks that hold, too.")
@format_option(["table", "csv", "json"], "How to write it.", default="table", show_default=True)
@places()
def check(
    *,
    every: bool,
    form: str,
    at: Places,
) -> None:
    """Run all integrity checks over the current state, and say what does not hold.

    Ends with 5 where something does not.
    """
    with reelhouse.open(**at) as house:
        results = house.check()
    broken = [result for result in results if result.violations]
    shown = results if every else broken
    if shown or form != "table":
        deliver(_answer(shown), form, None, limit=0)
    if broken:
        raise IntegrityError(f"{len(broken)} of {len(results)} checks do not hold")
    click.echo(f"all {len(results)} checks hold", err=True)


def _answer(results: Sequence[CheckResult]) -> Answer:
    import pyarrow as pa

    from reelhouse.output import Answer

    columns = {
        "check": pa.array([each.name for each in results], pa.string()),
        "table": pa.array([each.table for each in results], pa.string()),
        "violations": pa.array([each.violations for each in results], pa.int64()),
        "detail": pa.array([each.detail for each in results], pa.string()),
    }
    return Answer.of_table("check", "Integrity checks", pa.table(columns))
