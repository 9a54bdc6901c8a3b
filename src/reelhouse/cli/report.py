"""`reelhouse report`: the answer of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

import reelhouse
from reelhouse.cli.complete import complete_label
from reelhouse.cli.deliver import deliver
from reelhouse.cli.filters import filters_by_name, option_name
from reelhouse.cli.options import Places, format_option, output_option, places

if TYPE_CHECKING:
    from reelhouse.output import Answer

FORMATS = ("table", "csv", "json", "parquet", "arrow", "xlsx")
PAGE = ("limit", "offset")


def _complete_name(
    _context: click.Context,
    _parameter: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    from reelhouse.reports.catalog import definitions

    return [
        CompletionItem(each.name, help=each.title)
        for each in definitions()
        if each.name.startswith(incomplete)
    ]


def _complete_choice(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    """The choices of a filter: those of the report where it is already named."""
    from reelhouse.reports.catalog import definitions

    words = {context.params.get("name"), *context.args}
    named = [each for each in definitions() if each.name in words]
    choices = [
        choice
        for report in named or definitions()
        for each in report.filters
        if each.name == parameter.name
        for choice in each.choices
    ]
    return [choice for choice in dict.fromkeys(choices) if choice.startswith(incomplete)]


class _ReportCommand(click.Command):
    """Has an option for each filter that some report has; they are read when they are needed."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*_filter_options(), *super().get_params(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The filters by themselves, then the other options."""
        filters = {each.name for each in _filter_options()}
        sections: dict[str, list[tuple[str, str]]] = {"Filters": [], "Options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record and isinstance(parameter, click.Option):
                section = "Filters" if parameter.name in filters else "Options"
                sections[section].append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)


def _filter_options() -> list[click.Parameter]:
    options: list[click.Parameter] = []
    for name, each in filters_by_name().items():
        told = each.help + (f" (default: {each.default})" if each.default is not None else "")
        options.append(
            click.Option(
                [option_name(name)],
                metavar=_metavar(name, each.type, each.choices),
                help=f"{told}; 0 for all." if name == "limit" else f"{told}.",
                shell_complete=_complete_choice,
            )
        )
    return options


def _metavar(name: str, kind: str, choices: tuple[str, ...]) -> str:
    if name == "sort":
        return "COLUMN"
    if choices:
        return f"[{'|'.join(choices)}]"
    return {"integer": "N", "integer or all": "[N|all]"}.get(kind, "NAME")


@click.command(
    cls=_ReportCommand,
    short_help="Answer a report.",
    epilog="""\b
Examples:
  reelhouse report genre-popularity --measure weighted_rating --from-year 1980
  reelhouse report company-revenue --company Pixar --sort revenue --order desc
  reelhouse report genre-profit --allocation split --output profit.xlsx
  reelhouse report genre-revenue --format json | jq '.rows[0]'
  reelhouse report genre-budget --from-year 1970 --chart budget.svg
""",
)
@click.argument("name", shell_complete=_complete_name)
@format_option(
    FORMATS,
    "How to write it; else as the ending of --output says, else a table: cut to fit a terminal, "
    "whole elsewhere. For programs, choose csv or json.",
)
@output_option("Write it to FILE instead of stdout; the file is replaced in one step.")
@click.option(
    "--chart",
    metavar="FILE",
    type=click.Path(),
    help="Draw it into FILE as well, which ends with .svg or .png.",
)
@click.option("--comments", is_flag=True, help="Begin a CSV with the scope, in lines of '# '.")
@click.option(
    "--as-of",
    metavar="LABEL",
    help="Answer as of this delivery, such as 2026-06, from the lake.",
    shell_complete=complete_label,
)
@places()
def report(
    name: str,
    as_of: str | None,
    form: str | None,
    output: str | None,
    chart: str | None,
    *,
    comments: bool,
    at: Places,
    **given: str | None,
) -> None:
    """Answer the report NAME; `reelhouse reports` lists them with their filters.

    A filter narrows which rows are shown and never changes a row. Each answer comes with its
    scope: what it covers, and what not.
    """
    from reelhouse.output import Answer

    filters = _parsed(name, given)
    if chart:
        _require_drawable(chart)
    limit = filters.get("limit")
    shown = {key: value for key, value in filters.items() if (key, value) != ("limit", 0)}
    with reelhouse.open(**at) as house:
        answer = Answer.of_report(house.report(name, as_of=as_of, **shown))
        whole = {key: value for key, value in shown.items() if key not in PAGE}
        drawn = (
            answer
            if whole == shown or not chart
            else Answer.of_report(house.report(name, as_of=as_of, **whole))
        )
    if chart:  # first, since the reader of the answer may have enough of it before its end
        _draw(drawn, chart)
    deliver(answer, form, output, limit=limit, comments=comments)


def _parsed(name: str, given: dict[str, str | None]) -> dict[str, Any]:
    """The filters given, with their types; what the report does not have is left as it is."""
    from reelhouse.reports.catalog import definition

    filters = {each.name: each for each in definition(name).filters}
    return {
        key: filters[key].parse(text) if key in filters else text
        for key, text in given.items()
        if text is not None
    }


def _require_drawable(path: str) -> None:
    from reelhouse.output.chart import require_ending

    require_ending(path)


def _draw(answer: Answer, path: str) -> None:
    from reelhouse.output.chart import draw

    draw(answer, path)
    click.echo(f"drew {path}", err=True)
