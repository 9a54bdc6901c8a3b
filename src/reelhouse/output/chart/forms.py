"""The kinds of charts, and which one a report gets.

Several by year are lines, one by year is bars, a single year is a ranking. Releases are bars
divided into genres; the most popular genre of each year is a chart of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.releases import releases
from reelhouse.output.chart.selection import leading, with_gaps
from reelhouse.output.chart.subject import YEAR, Subject
from reelhouse.output.chart.winners import winners
from reelhouse.output.chart.wording import reduction

if TYPE_CHECKING:
    from reelhouse.output.answer import Answer

LINES = 8
BARS = 20


def specification(answer: Answer) -> dict[str, Any]:
    """The chart of a report as a Vega-Lite specification, its data included.

    Of many companies or genres the first few by total are drawn, which the subtitle says.
    UsageError where the answer is empty, or has nothing to compare by year.
    """
    subject = Subject.of(answer)
    years = len(answer.data[YEAR].unique())
    if subject.part:
        return releases(subject, years)
    if years == 1:
        return _ranking(subject)
    if "rank" in answer.data.column_names and answer.data.num_rows == years:
        return winners(subject)
    if len(answer.data[f"{subject.entity}_id"].unique()) == 1:
        return _bars(subject)
    return _lines(subject)


def _lines(subject: Subject) -> dict[str, Any]:
    chosen = leading(subject, LINES)
    spec = theme.chart(
        subject.title(), subject.subtitle(reduction(subject, chosen)), with_gaps(chosen.rows)
    )
    return spec | {
        "width": theme.WIDTH,
        "height": theme.HEIGHT,
        "mark": {
            "type": "line",
            "strokeWidth": 1.8,
            "interpolate": "linear",
            "invalid": "break-paths-filter-domains",
            "point": {"size": 12, "filled": True},
        },
        "encoding": {
            "x": theme.years(),
            "y": theme.amounts(subject.axis(), is_money=subject.is_money),
            "color": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "scale": {"domain": chosen.names},
            },
        },
    }


def _bars(subject: Subject) -> dict[str, Any]:
    chosen = leading(subject, 1)
    spec = theme.chart(subject.title(), subject.subtitle(""), chosen.rows)
    return spec | {
        "width": theme.WIDTH,
        "height": theme.HEIGHT,
        "mark": {"type": "bar", "binSpacing": 1},
        "encoding": {
            "x": theme.years() | {"bin": {"step": 1}, "axis": {"format": "d", "grid": False}},
            "y": theme.amounts(subject.axis(), is_money=subject.is_money),
            "color": _sign(),
        },
    }


def _ranking(subject: Subject) -> dict[str, Any]:
    chosen = leading(subject, BARS)
    year = chosen.rows[0]["year"]
    rows = [row for row in chosen.rows if row["amount"] is not None]
    spec = theme.chart(
        f"{subject.title()}, {year}", subject.subtitle(reduction(subject, chosen)), rows
    )
    return spec | {
        "width": theme.WIDTH - 200,
        "height": {"step": 22},
        "mark": {"type": "bar", "height": {"band": 0.72}},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "sort": {"field": "amount", "order": "descending"},
                "axis": {"labelLimit": 240, "domain": False, "ticks": False, "labelFontSize": 12},
            },
            "x": theme.amounts(subject.axis(), is_money=subject.is_money),
            "color": _sign(),
        },
    }


def _sign() -> dict[str, Any]:
    """Losses stand out."""
    return {"condition": {"test": "datum.amount < 0", "value": theme.LOSS}, "value": theme.MAIN}
