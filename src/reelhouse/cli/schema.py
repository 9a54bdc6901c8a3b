"""`reelhouse schema`: the data model as text, statements or a picture."""

from __future__ import annotations

import click

from reelhouse.cli.deliver import destination
from reelhouse.cli.options import format_option, output_option, places

# The same as reelhouse.schema.FORMATS and DIALECTS, which take longer to import than --help has.
FORMATS = ("dbml", "sql", "svg", "pdf", "md")
DIALECTS = ("duckdb", "postgres", "snowflake")


@click.command(
    short_help="Print the data model.",
    epilog="""\b
Examples:
  reelhouse schema
  reelhouse schema --format sql --dialect postgres
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
    help="Whose SQL, for --format sql.",
)
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@places(used=False)
def schema(form: str, dialect: str, output: str | None) -> None:
    """Print the data model: one definition, in every form."""
    from reelhouse.schema import render

    rendered = render(form, dialect)
    with destination(output, is_text=form != "pdf") as stream:
        stream.write(rendered)
