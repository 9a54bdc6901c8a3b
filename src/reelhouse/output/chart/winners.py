"""The most popular genre of each year: when each genre was ahead, and how far."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.selection import all_rows
from reelhouse.output.chart.wording import subtitle, title

if TYPE_CHECKING:
    from reelhouse.output.chart.subject import Subject


def winners(subject: Subject) -> dict[str, Any]:
    """A line for each genre that was ahead in some year; the value is the circle's size."""
    rows = all_rows(subject, ("small_sample",))
    times = Counter(row["name"] for row in rows)
    names = sorted(times, key=lambda name: (-times[name], name))
    few = any(row["small_sample"] for row in rows)
    told = "the genre ahead in each year"
    chart = theme.chart(
        title(subject),
        subtitle(subject, f"{told}; hollow: {subject.small_sample}" if few else told),
        rows,
    )
    hollow = {"test": "datum.small_sample"}
    return chart | {
        "width": theme.WIDTH,
        "height": {"step": 25},
        "mark": {"type": "circle", "opacity": 1, "strokeWidth": 1.2},
        "encoding": {
            "x": theme.years(rows),
            "y": theme.names(names, grid=True),
            "size": {
                "field": "amount",
                "type": "quantitative",
                "title": subject.axis(),
                "scale": {"range": [15, 230]},
                "legend": {
                    "orient": "bottom",
                    "direction": "horizontal",
                    "symbolFillColor": theme.MAIN,
                    "symbolStrokeColor": theme.MAIN,
                },
            },
            "fill": {"condition": {**hollow, "value": theme.GROUND}, "value": theme.MAIN},
            "stroke": {"condition": {**hollow, "value": theme.MAIN}, "value": theme.GROUND},
        },
    }
