"""`reelhouse schema`: the data model as text, statements or a picture."""

from __future__ import annotations

import click

from reelhouse.cli.deliver import destination
from reelhouse.cli.options import format_option, output_option, places

# The same as reelhouse.schema.FORMATS and DIALECTS, which take longer to import than --help has.
FORMATS = ("dbml", "sql", "svg", "pdf", "md")
DIALECTS = ("duckdb", "postgres", "snowflake")
# The same as reelhouse.warehouse.snowflake.script.REPORTS and MARTS.
SNOWFLAKE_REPORTS = ("views", "materialized")
SNOWFLAKE_MARTS = ("tables", "dynamic")


@click.command(
    short_help="Print the data model.",
    epilog="""\b
Examples:
  reelhouse schema
  reelhouse schema --format sql --dialect postgres
  reelhouse schema --format sql --dialect snowflake --snowflake-reports materialized
  reelhouse schema --format pdf --output model.pdf
""",
)
@format_option(
    FORMATS,
    "dbml: the definition; sql: statements that make the tables; svg, pdf: the diagram; md: the "
    "data dictionary.",
    default="dbml",
    show_default=True,
)
@click.option(
    "--dialect",
    type=click.Choice(DIALECTS),
    default="duckdb",
    show_default=True,
    help="Whose SQL, for --format sql; that for Snowflake has marts, reports and policies, too.",
)
@click.option(
    "--snowflake-reports",
    "reports",
    type=click.Choice(SNOWFLAKE_REPORTS),
    default="views",
    show_default=True,
    help="Whether the reports are secure views, or materialized where Snowflake allows it.",
)
@click.option(
    "--snowflake-marts",
    "marts",
    type=click.Choice(SNOWFLAKE_MARTS),
    default="tables",
    show_default=True,
    help="Whether the marts are tables that a load fills, or dynamic tables over the model.",
)
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@places(used=False)
def schema(form: str, dialect: str, reports: str, marts: str, output: str | None) -> None:
    """Print the data model: one definition, in every form."""
    from reelhouse.schema import render

    if (form, dialect) == ("sql", "snowflake"):
        from reelhouse.warehouse.snowflake.script import script

        rendered = script(reports=reports, marts=marts).encode()
    else:
        rendered = render(form, dialect)
    with destination(output, is_text=form != "pdf") as stream:
        stream.write(rendered)
