"""Lines by year: together where they are few, else a panel each over the pale others."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.selection import leading, with_gaps
from reelhouse.output.chart.wording import reduction, subtitle, title

if TYPE_CHECKING:
    from reelhouse.output.chart.subject import Subject

PANELS = 9
TOGETHER = 3
_LINE = {"type": "line", "strokeJoin": "round", "invalid": "break-paths-filter-domains"}
_SHORT = 120


def lines(subject: Subject) -> dict[str, Any]:
    """The chart of those that lead; a line breaks where a year is not known."""
    chosen = leading(subject, PANELS)
    rows = with_gaps(chosen.rows)
    together = len(chosen.names) <= TOGETHER
    told = [
        reduction(subject, chosen),
        "" if together else f"pale: the other {subject.plural} shown",
    ]
    chart = theme.chart(title(subject), subtitle(subject, "; ".join(filter(None, told))), rows)
    encoding = {
        "x": theme.years(rows),
        "y": theme.amounts(subject.axis(), is_money=subject.is_money),
    }
    if together:
        return chart | _together(encoding, chosen.names)
    return chart | _panels(encoding, rows, chosen.names)


def _together(encoding: dict[str, Any], names: list[str]) -> dict[str, Any]:
    color = {"field": "name", "type": "nominal", "title": None, "scale": {"domain": names}}
    return {
        "width": theme.WIDTH,
        "height": theme.HEIGHT,
        "mark": _mark(None),
        "encoding": encoding | {"color": color},
    }


def _panels(
    encoding: dict[str, Any], rows: list[dict[str, Any]], names: list[str]
) -> dict[str, Any]:
    x, y = encoding["x"], encoding["y"]
    others = [{"other": row["name"], "year": row["year"], "amount": row["amount"]} for row in rows]
    layers = [
        {
            "data": {"values": others},
            "mark": _LINE | {"color": theme.PALE, "strokeWidth": 1, "point": _point(theme.PALE, 5)},
            "encoding": {"detail": {"field": "other"}},
        },
        {"mark": _mark(theme.MAIN)},
    ]
    return {
        "facet": theme.panel_of(names),
        "columns": 3,
        "spacing": {"row": 14, "column": 22},
        "spec": {
            "width": (theme.WIDE - 44) // 3,
            "height": _SHORT,
            "encoding": {
                "x": x | {"axis": x["axis"] | {"tickCount": 4}},
                "y": y | {"axis": y["axis"] | {"tickCount": 4}, "title": wrap(y["title"], 24)},
            },
            "layer": layers,
        },
    }


def _mark(color: str | None) -> dict[str, Any]:
    """A line of that colour; of the colour of its name where there is none."""
    mark = _LINE | {"strokeWidth": 1.8, "point": _point(color, 10)}
    return mark if color is None else mark | {"color": color}


def _point(color: str | None, size: int) -> dict[str, Any]:
    """A year between two that are not known is seen as a point."""
    return {"size": size} if color is None else {"size": size, "color": color}
