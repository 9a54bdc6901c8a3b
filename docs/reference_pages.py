"""The pages of `reference/` that are made from the program itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
from docs.api_reference import api
from docs.markdown import code, fenced, table
from docs.python_reference import python

from reelhouse import errors
from reelhouse.clean.reasons import Action, Reason
from reelhouse.cli.exits import Exit
from reelhouse.cli.filters import filters_by_name, option_name
from reelhouse.cli.main import cli
from reelhouse.reports.catalog import definitions
from reelhouse.schema import render
from reelhouse.web.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.filters import Filter

_MADE = "<!-- Made by `python -m docs.generate`: change the program, not this page. -->"
_NAME = re.compile(r"(?<![`\w-])(--[a-z][a-z0-9-]*|REELHOUSE_[A-Z0-9_]+|\./reelhouse/[a-z.]*[a-z])")


def pages() -> dict[str, str]:
    """Every generated file of `reference/` by its name."""
    return {
        "cli.md": _page(_cli()),
        "exit-codes.md": _page(_exit_codes()),
        "reason-codes.md": _page(_reason_codes()),
        "reports.md": _page(_reports()),
        "api.md": _page(api()),
        "python.md": _page(python()),
        "data-dictionary.md": _page(_data_dictionary()),
        "data-model.svg": render("svg").decode(),
    }


def _page(paragraphs: Iterable[str]) -> str:
    return "\n\n".join([_MADE, *paragraphs]) + "\n"


# ------------------------------------------------------------------ command line


def _cli() -> Iterator[str]:
    root = click.Context(cli, info_name="reelhouse", **cli.context_settings)
    commands = [(name, cli.get_command(root, name)) for name in cli.list_commands(root)]
    yield "# Command line"
    yield _prose(cli.help)
    yield (
        "Every command takes `--lake` and `--warehouse`, before or after its arguments; those that "
        "need neither take no notice of them. What a command ends with is listed under "
        "[exit codes](exit-codes.md)."
    )
    yield fenced(_usage(root))
    yield _options(cli.get_params(root), root)
    yield table(
        ["command", "what it does"],
        [
            [f"[`{name}`](#reelhouse-{name})", command.get_short_help_str(100)]
            for name, command in commands
            if command is not None
        ],
    )
    for name, command in commands:
        if command is not None:
            yield from _command(command, click.Context(command, info_name=name, parent=root))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## reelhouse {context.info_name}"
    yield fenced(_usage(context))
    yield _prose(command.help)
    parameters = command.get_params(context)
    filters = {name for name in filters_by_name() if command.name == "report"}
    if filters:
        yield "Filters; which report has which is listed under [reports](reports.md):"
        yield _options([each for each in parameters if each.name in filters], context)
        yield "Options:"
    if not isinstance(command, click.Group):
        yield _options([each for each in parameters if each.name not in filters], context)
    yield fenced(_examples(command.epilog))
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _part(each, click.Context(each, info_name=name, parent=context))


def _part(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"### {context.command_path}"
    yield fenced(_usage(context))
    yield _prose(command.help)
    yield _options(command.get_params(context), context)


def _usage(context: click.Context) -> str:
    pieces = context.command.collect_usage_pieces(context)
    return " ".join([context.command_path, *pieces])


def _options(parameters: Iterable[click.Parameter], context: click.Context) -> str:
    options = [each for each in parameters if isinstance(each, click.Option)]
    records = [each.get_help_record(context) for each in options]
    return table(
        ["option", "what it says"],
        [[code(record[0]), _marked_up(record[1])] for record in records if record is not None],
    )


def _prose(text: str | None) -> str:
    paragraphs = re.split(r"\n\s*\n", (text or "").strip())
    return "\n\n".join(_marked_up(" ".join(paragraph.split())) for paragraph in paragraphs)


def _examples(epilog: str | None) -> str:
    lines = (epilog or "").partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    return "\n".join(line.strip() for line in lines)


def _marked_up(text: str) -> str:
    """Help as Markdown: options and variables are code, nothing else is markup."""
    escaped = text.replace("<", "\\<").replace("*", "\\*")
    return _NAME.sub(r"`\g<0>`", " ".join(escaped.split()))


# ------------------------------------------------------------------------- codes


def _exit_codes() -> Iterator[str]:
    raised = {
        each.exit_code: each.__name__
        for each in vars(errors).values()
        if isinstance(each, type)
        and issubclass(each, errors.ReelhouseError)
        and "exit_code" in vars(each)
    }
    yield "# Exit codes"
    yield (
        "What a command ends with. The errors of the Python package carry the same numbers, as "
        "`exit_code`; all of them are `reelhouse.errors.ReelhouseError`."
    )
    yield table(
        ["code", "meaning", "error in Python"],
        [
            [str(each.value), each.meaning, code(raised[each]) if each in raised else ""]
            for each in Exit
        ],
    )
    yield "## Errors"
    yield (
        "The tree of them, each below the one that it is a kind of. *Status* is what "
        "[an answer over HTTP](api.md#statuses) has then."
    )
    yield table(["error", "a kind of", "what happened", "code", "status"], _errors())


def _errors() -> Iterator[list[str]]:
    for each in errors_by_tree(errors.ReelhouseError):
        [above] = each.__bases__
        yield [
            code(each.__name__),
            code(above.__name__),
            (each.__doc__ or "").partition("\n")[0].rstrip("."),
            str(int(each.exit_code)),
            str(problem_of(each()).status),
        ]


def errors_by_tree(root: type[errors.ReelhouseError]) -> Iterator[type[errors.ReelhouseError]]:
    """An error, and all that are kinds of it, each before its own kinds."""
    yield root
    for each in root.__subclasses__():
        yield from errors_by_tree(each)


def _reason_codes() -> Iterator[str]:
    yield "# Reason codes"
    yield (
        "Why a row or a value stands in quarantine, as `reelhouse rejects` and `House.rejects` "
        "tell it in the column `reason`. [How cleaning works](../explanation/cleaning.md) says "
        "what is done about each."
    )
    yield table(["reason", "what was wrong"], [[code(each), each.explanation] for each in Reason])
    yield "What was done stands in the column `action`: " + ", ".join(map(code, Action)) + "."
    yield table(
        ["column", "what it holds"],
        [
            ["`file`", "File of the delivery, without `.csv`"],
            ["`line`", "Line on which the record begins; the header is line 1"],
            ["`column`", "Column as the file names it; empty where it is the whole row"],
            ["`reason`", "One of the codes above"],
            ["`action`", "What was done"],
            ["`raw`", "The text as delivered"],
            ["`detail`", "What else there is to say"],
        ],
    )


def _data_dictionary() -> Iterator[str]:
    opening, heading, tables = render("md").decode().partition("\n## ")
    yield opening.strip()
    yield (
        "`reelhouse schema` prints the definition, from which this page, the diagram and the SQL "
        "for each engine are made."
    )
    yield "![The tables and how they refer to each other](data-model.svg)"
    yield (heading + tables).strip()


# ----------------------------------------------------------------------- reports


def _reports() -> Iterator[str]:
    yield "# Reports"
    yield (
        "`reelhouse report NAME` and `House.report(name)` answer them. What the numbers mean is "
        "told [here](../explanation/numbers.md). In the warehouse each is a view: its answer with "
        "the defaults of its filters, in no order."
    )
    yield table(
        ["report", "view", "answers with"],
        [
            [f"[`{each.name}`](#{each.name})", code(f"reports.{each.view}"), each.title]
            for each in definitions()
        ],
    )
    yield "## Filters"
    yield (
        "On the command line `from_year` is `--from-year`. A filter narrows which rows are shown; "
        "it never changes a row."
    )
    rows = [_filter(each) for each in filters_by_name().values()]
    yield table(["filter", "what it does", "allowed", "default", "reports"], rows)
    for report in definitions():
        yield from _report(report)


def _filter(known: Filter) -> list[str]:
    having = [each.name for each in definitions() if known.name in _filter_names(each)]
    whose = "all" if len(having) == len(definitions()) else ", ".join(map(code, having))
    allowed = "a column of the report" if known.name == "sort" else known.allowed
    default = code(str(known.default)) if known.default is not None else ""
    return [code(known.name), known.help, allowed, default, whose]


def _filter_names(report: ReportDefinition) -> list[str]:
    return [each.name for each in report.filters]


def _report(report: ReportDefinition) -> Iterator[str]:
    yield f"## {report.name}"
    yield f"{report.title}. {report.description}"
    yield table(
        ["column", "unit", "what it is"],
        [[code(each.name), each.unit, each.description] for each in report.columns],
    )
    yield f"Ordered by {', '.join(map(code, report.order))}."
    options = ", ".join(code(option_name(name)) for name in _filter_names(report))
    yield f"Filters: {options}."
