"""The kinds of charts, and which one a report gets.

Several by year are lines, one by year is bars, a single year is a ranking. Releases are bars
divided into genres; the most popular genre of each year is a chart of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.lines import lines
from reelhouse.output.chart.releases import releases
from reelhouse.output.chart.selection import leading
from reelhouse.output.chart.subject import YEAR, Subject
from reelhouse.output.chart.winners import winners
from reelhouse.output.chart.wording import reduction, subtitle, title

if TYPE_CHECKING:
    from reelhouse.output.answer import Answer

BARS = 20


def specification(answer: Answer) -> dict[str, Any]:
    """The chart of a report as a Vega-Lite specification, its data included.

    Of many companies or genres the first few by total are drawn, which the subtitle says.
    UsageError where the answer is empty, or has nothing to compare by year.
    """
    subject = Subject.of(answer)
    return theme.pointed_at(
        _form(subject), subject.entity, subject.axis(), is_money=subject.is_money
    )


def _form(subject: Subject) -> dict[str, Any]:
    answer = subject.answer
    years = len(answer.data[YEAR].unique())
    if subject.part:
        return releases(subject, years)
    if years == 1:
        return _ranking(subject)
    if subject.is_ranked and answer.data.num_rows == years:
        return winners(subject)
    if len(answer.data[f"{subject.entity}_id"].unique()) == 1:
        return _bars(subject)
    return lines(subject)


def _bars(subject: Subject) -> dict[str, Any]:
    rows = leading(subject, 1).rows
    return {
        **theme.chart(title(subject), subtitle(subject), rows),
        "width": theme.WIDTH,
        "height": theme.HEIGHT,
        "mark": theme.bar_by_year(rows, theme.WIDTH),
        "encoding": {
            "x": theme.years(rows),
            "y": theme.amounts(subject.axis(), is_money=subject.is_money),
            "color": _sign(),
        },
    }


def _ranking(subject: Subject) -> dict[str, Any]:
    extra = ("rank", "small_sample") if subject.is_ranked else ()
    chosen = leading(subject, BARS, extra)
    rows = [row for row in chosen.rows if row["amount"] is not None]
    drawn = {row["name"] for row in rows}
    chosen = replace(chosen, names=[name for name in chosen.names if name in drawn])
    order = {"field": "rank"} if subject.is_ranked else {"field": "amount", "order": "descending"}
    few = any(row.get("small_sample") for row in rows)
    told = [reduction(subject, chosen), f"Pale: {subject.small_sample}" if few else ""]
    return {
        **theme.chart(title(subject, chosen.rows[0]["year"]), subtitle(subject, *told), rows),
        "width": theme.WIDTH - 160,
        "height": {"step": 22},
        "mark": theme.BAR_BY_NAME,
        "encoding": {
            "y": theme.names(order),
            "x": theme.amounts(subject.axis(), is_money=subject.is_money),
            "color": _sign(),
            "opacity": {"condition": {"test": "datum.small_sample", "value": 0.4}, "value": 1},
        },
    }


def _sign() -> dict[str, Any]:
    """Losses stand out."""
    return {"condition": {"test": "datum.amount < 0", "value": theme.LOSS}, "value": theme.MAIN}
