"""`reelhouse reports`: which reports there are, and what they can be asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reelhouse.cli.filters import filters_by_name, option_name
from reelhouse.cli.options import format_option, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.filters import Filter


@click.command(
    short_help="List the reports and their filters.",
    epilog="""\b
Examples:
  reelhouse reports
  reelhouse reports genre-popularity
  reelhouse reports --format json
""",
)
@click.argument("name", required=False)
@format_option(["table", "json"], "How to write it.", default="table", show_default=True)
@places(used=False)
def reports(name: str | None, form: str) -> None:
    """List the reports and their filters; with NAME, the columns and filters of that one."""
    from reelhouse.reports.catalog import definition, definitions

    chosen = (definition(name),) if name else definitions()
    if form == "json":
        click.echo(_json(chosen), nl=False)
        return
    for line in _one(chosen[0]) if name else _all(chosen):
        click.echo(line)


def _all(chosen: Sequence[ReportDefinition]) -> Iterator[str]:
    yield from _grid(["report", "answers with"], [[each.name, each.title] for each in chosen])
    yield ""
    rows = [[option_name(name), _whose(name, chosen)] for name in filters_by_name()]
    yield from _grid(["filter", "of which reports"], rows)
    yield ""
    yield "`reelhouse reports NAME` says more of one."


def _one(report: ReportDefinition) -> Iterator[str]:
    yield f"{report.name}: {report.title}"
    yield report.description
    yield ""
    columns = [[each.name, each.unit, each.description] for each in report.columns]
    yield from _grid(["column", "unit", ""], columns)
    yield ""
    filters = [
        [option_name(each.name), _allowed(each), str(each.default or "")] for each in report.filters
    ]
    yield from _grid(["filter", "allowed", "default"], filters)


def _whose(name: str, chosen: Sequence[ReportDefinition]) -> str:
    """The reports that have a filter, told the shorter way."""
    having = [name in {known.name for known in each.filters} for each in chosen]
    if all(having):
        return "all"
    others = [each.name for each, has in zip(chosen, having, strict=True) if not has]
    told = [", ".join(_folded(chosen, having)), f"all but {', '.join(others)}"]
    return min(told, key=len)


def _folded(chosen: Sequence[ReportDefinition], having: Sequence[bool]) -> Iterator[str]:
    """The names of those that have it; all of a kind as one, such as genre-*."""
    for kind in ("company", "genre"):
        same = [
            (each.name, has)
            for each, has in zip(chosen, having, strict=True)
            if each.name.startswith(f"{kind}-")
        ]
        if all(has for _, has in same):
            yield f"{kind}-*"
        else:
            yield from (name for name, has in same if has)


def _allowed(known: Filter) -> str:
    return ", ".join(known.choices) if known.choices else known.allowed


def _grid(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    from reelhouse.output import grid

    columns = grid.measured([grid.Column(header) for header in headers], rows)
    return [*grid.header(columns), *grid.lines(columns, rows)]


def _json(chosen: Sequence[ReportDefinition]) -> str:
    import json

    listed = [report.as_dict() for report in chosen]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
