"""The program `reelhouse` and its commands."""

from __future__ import annotations

import click

from reelhouse.cli.exits import described
from reelhouse.cli.group import PROGRAM, Commands

COMMANDS = {
    "ingest": "reelhouse.cli.ingest",
    "backfill": "reelhouse.cli.backfill",
    "drops": "reelhouse.cli.drops",
    "changes": "reelhouse.cli.changes",
    "rebuild": "reelhouse.cli.rebuild",
    "report": "reelhouse.cli.report",
    "reports": "reelhouse.cli.reports",
    "rejects": "reelhouse.cli.rejects",
    "check": "reelhouse.cli.check",
    "serve": "reelhouse.cli.serve",
    "token": "reelhouse.cli.token",
    "schema": "reelhouse.cli.schema",
    "sample": "reelhouse.cli.sample",
    "lookml": "reelhouse.cli.lookml",
    "completion": "reelhouse.cli.completion",
}

EPILOG = f"""\b
Examples:
  reelhouse ingest deliveries/2026-11.zip
  reelhouse changes 2026-11
  reelhouse report genre-revenue --from-year 1990
  reelhouse report company-profit --format csv > profit.csv

\b
Exit codes:
{described()}
"""


@click.group(
    cls=Commands,
    lazy=COMMANDS,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(None, "--version", package_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Load The Movies Dataset without losing a row, and answer nine reports over it.

    What is asked for goes to stdout, everything else to stderr. The lake and the warehouse are
    where --lake and --warehouse say, else REELHOUSE_LAKE and REELHOUSE_WAREHOUSE, else
    ./reelhouse/lake and ./reelhouse/warehouse.duckdb.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the program."""
    cli.main()
