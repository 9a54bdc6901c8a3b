"""A report with its figures set beside others: those of its year, and that of the year before."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reelhouse.reports.catalog import ReportDefinition, definition
from reelhouse.reports.columns import Column
from reelhouse.reports.filters import sorted_by
from reelhouse.resources import sql

PLACE, SHARE, BEFORE = "place", "share", "before"

_TOTALS = ("budget", "revenue", "movies")


@cache
def compared(name: str) -> ReportDefinition:
    """The report `name` with further columns behind its own; NotFoundError where there is none.

    - `place`: where the figure stands among all of the year (and, in a report by genre as well,
      of the genre), from 1; equal figures share a place. NULL for (none), and where the figure is
      not known. A report that ranks by itself has none.
    - `share`: percent, to 2 places, of what all counted films of the year come to, each counted
      once; where a film is credited in full to several, shares add up to more than 100. Budget,
      revenue and numbers of films have one.
    - `before`: the figure in the year before; NULL where there is none.

    The figure is the one that the report is about; filters change none of these numbers.
    """
    report = definition(name)
    figure = report.figure
    columns = (*report.columns, *_further(report))
    names = tuple(each.name for each in columns)
    parted = [each for each in ("genre_id", "genre") if report.by == "company" and each in names]
    text = sql(
        "reports/sql",
        "compared",
        report=report.sql,
        whose=f"{report.by}_id",
        peers=", ".join(f"parted.{each}" for each in ["release_year", *parted]),
        same=" and ".join(map(_equal, [f"{report.by}_id", report.by, *parted])),
        figure=figure.name,
        total=f"year.{figure.name}" if figure.name in _TOTALS else "cast(null as bigint)",
    )
    return replace(report, columns=columns, filters=sorted_by(report.filters, names), sql=text)


def _equal(column: str) -> str:
    """The same company or genre in two years; (none), which has no id, is the same as (none)."""
    one, other = f"parted.{column}", f"earlier.{column}"
    if column.endswith("_id"):
        return f"coalesce({one}, 0) = coalesce({other}, 0)"
    return f"{one} = {other}"


def _further(report: ReportDefinition) -> tuple[Column, ...]:
    figure = report.figure
    place = Column(PLACE, "", f"Place by {figure.name} among all of the year")
    share = Column(SHARE, "percent", f"Part of the {figure.name} of all films of the year")
    before = Column(BEFORE, figure.unit, f"What {figure.name} was in the year before")
    told = {each.name for each in report.columns}
    return (
        *(() if "rank" in told else (place,)),
        *((share,) if figure.name in _TOTALS else ()),
        before,
    )
