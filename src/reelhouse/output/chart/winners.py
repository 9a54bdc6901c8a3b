"""The most popular genre of each year: when each genre was ahead, and how far."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.subject import YEAR

if TYPE_CHECKING:
    from reelhouse.output.chart.subject import Subject


def winners(subject: Subject) -> dict[str, Any]:
    """A line for each genre that was ahead in some year; the value is the circle's size."""
    columns = [YEAR, subject.entity, subject.number, "movies", "small_sample"]
    rows = [
        {
            "name": row[subject.entity],
            "year": row[YEAR],
            "amount": None if row[subject.number] is None else float(row[subject.number]),
            "films": row["movies"],
            "few": row["small_sample"],
        }
        for row in subject.answer.data.select(columns).to_pylist()
    ]
    times = Counter(row["name"] for row in rows)
    names = sorted(times, key=lambda name: (-times[name], name))
    few = any(row["few"] for row in rows)
    least = subject.answer.filters.get("min_movies")
    told = f"Hollow circles: years in which no genre had {least} films" if few else ""
    spec = theme.chart(subject.title(), subject.subtitle(told), rows)
    return spec | {
        "width": theme.WIDTH,
        "height": {"step": 26},
        "mark": {"type": "circle", "opacity": 1, "strokeWidth": 1.5, "stroke": theme.MAIN},
        "encoding": {
            "x": theme.years(),
            "y": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "sort": names,
                "axis": {"grid": True, "domain": False, "ticks": False, "labelFontSize": 12},
            },
            "size": {
                "field": "amount",
                "type": "quantitative",
                "title": subject.axis(),
                "scale": {"range": [12, 320]},
                "legend": {
                    "orient": "bottom",
                    "direction": "horizontal",
                    "symbolFillColor": "white",
                },
            },
            "fill": {"condition": {"test": "datum.few", "value": "white"}, "value": theme.MAIN},
        },
    }
