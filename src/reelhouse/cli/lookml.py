"""`reelhouse lookml`: the reports and the model for Looker."""

from __future__ import annotations

import click

from reelhouse.cli.options import places

# The same as reelhouse.looker.DIALECTS, which takes longer to import than --help has.
DIALECTS = ("postgres", "snowflake")


@click.command(
    short_help="Write a LookML project.",
    epilog="""\b
Examples:
  reelhouse lookml looker
  reelhouse lookml looker --connection films --dialect snowflake --force
""",
)
@click.argument("directory", metavar="DIR", type=click.Path())
@click.option(
    "--connection",
    metavar="NAME",
    default="reelhouse",
    show_default=True,
    help="What Looker calls its connection to the warehouse.",
)
@click.option(
    "--dialect",
    type=click.Choice(DIALECTS),
    default="postgres",
    show_default=True,
    help="Whose names of tables and columns: Snowflake keeps them in upper case.",
)
@click.option(
    "--force",
    is_flag=True,
    help="DIR may hold something: what an earlier run wrote there is replaced, the rest stays.",
)
@places(used=False)
def lookml(
    directory: str,
    connection: str,
    dialect: str,
    *,
    force: bool,
) -> None:
    """Write a LookML project into DIR: the reports, the model, and a dashboard for each report.

    All of it is made from the definitions of reports and model; no warehouse is asked.
    """
    from reelhouse.looker import write
    from reelhouse.output.text import count

    files = write(directory, connection=connection, dialect=dialect, force=force)
    click.echo(f"wrote {count(len(files), 'file')} into {directory}", err=True)
