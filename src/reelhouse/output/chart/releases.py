"""Bars of films by year, divided into genres: a panel for each company."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.selection import leading
from reelhouse.output.chart.wording import reduction

if TYPE_CHECKING:
    from reelhouse.output.chart.selection import Selection
    from reelhouse.output.chart.subject import Subject

PANELS = 6
BARS = 20
PARTS = 9
OTHER = "other genres"


def releases(subject: Subject, years: int) -> dict[str, Any]:
    """Panels by year, or one bar for each company where there is a single year."""
    chosen = leading(subject, BARS if years == 1 else PANELS, (subject.part,))
    parts, rows = _grouped(chosen, subject.part)
    title = subject.title() + (f", {rows[0]['year']}" if years == 1 else "")
    spec = theme.chart(title, subject.subtitle(reduction(subject, chosen)), rows)
    color = {
        "field": "part",
        "type": "nominal",
        "title": None,
        "scale": {
            "domain": parts,
            "range": [theme.REST if part == OTHER else color for part, color in _colors(parts)],
        },
    }
    order = {"field": "order", "type": "quantitative"}
    if years == 1:
        return spec | _single_year(chosen, {"color": color, "order": order})
    return spec | _panels(chosen, {"color": color, "order": order})


def _panels(chosen: Selection, encoding: dict[str, Any]) -> dict[str, Any]:
    alone = len(chosen.names) == 1
    x = theme.years() | {"bin": {"step": 1}, "axis": {"format": "d", "grid": False}}
    y = theme.amounts("Films, in each of their genres", is_money=False) | {"stack": "zero"}
    panel = {
        "width": theme.WIDTH if alone else theme.WIDTH // 2 - 20,
        "height": theme.HEIGHT if alone else 140,
        "mark": {"type": "bar", "binSpacing": 0.5},
        "encoding": {"x": x, "y": y | {"title": y["title"] if alone else "Films"}, **encoding},
    }
    if alone:
        return panel
    facet = {
        "field": "name",
        "type": "nominal",
        "sort": chosen.names,
        "title": None,
        "header": {"labelAnchor": "start", "labelFontSize": 13, "labelColor": theme.INK},
    }
    return {"facet": facet, "columns": 2, "spec": panel, "spacing": 18}


def _single_year(chosen: Selection, encoding: dict[str, Any]) -> dict[str, Any]:
    return {
        "width": theme.WIDTH - 200,
        "height": {"step": 22},
        "mark": {"type": "bar", "height": {"band": 0.72}},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "sort": chosen.names,
                "axis": {"labelLimit": 240, "domain": False, "ticks": False, "labelFontSize": 12},
            },
            "x": theme.amounts("Films, in each of their genres", is_money=False)
            | {"stack": "zero"},
            **encoding,
        },
    }


def _grouped(chosen: Selection, part: str) -> tuple[list[str], list[dict[str, Any]]]:
    """The parts by size, the small ones as one, and the rows by name, year and part."""
    sizes: Counter[str] = Counter()
    for row in chosen.rows:
        sizes[row[part]] += row["amount"]
    large = [name for name, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))]
    parts = large if len(large) <= PARTS + 1 else [*large[:PARTS], OTHER]
    sums: Counter[tuple[str, int, str]] = Counter()
    for row in chosen.rows:
        sums[row["name"], row["year"], row[part] if row[part] in parts else OTHER] += row["amount"]
    rows = [
        {"name": name, "year": year, "part": of, "amount": amount, "order": parts.index(of)}
        for (name, year, of), amount in sorted(sums.items())
    ]
    return parts, rows


def _colors(parts: list[str]) -> list[tuple[str, str]]:
    return [(part, theme.PALETTE[at % len(theme.PALETTE)]) for at, part in enumerate(parts)]
