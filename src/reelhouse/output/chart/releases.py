"""Bars of films by year, divided into genres: a panel for each company."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart import theme
from reelhouse.output.chart.selection import leading
from reelhouse.output.chart.wording import reduction, subtitle, title

if TYPE_CHECKING:
    from reelhouse.output.chart.selection import Selection
    from reelhouse.output.chart.subject import Subject

PANELS = 6
BARS = 20
PARTS = 9
OTHER = "other genres"
_AXIS = "Films, once in each of their genres"


def releases(subject: Subject, years: int) -> dict[str, Any]:
    """Panels by year, or one bar for each company where there is a single year."""
    chosen = leading(subject, BARS if years == 1 else PANELS, (subject.part,))
    parts, rows = _grouped(chosen, subject.part)
    year = rows[0]["year"] if years == 1 else None
    colors = dict(zip(parts, theme.PALETTE, strict=False)) | {OTHER: theme.REST}
    encoding = {
        "color": {
            "field": "part",
            "type": "nominal",
            "title": None,
            "scale": {"domain": parts, "range": [colors[part] for part in parts]},
        },
        "order": {"field": "order", "type": "quantitative"},
    }
    drawn = _by_name if year else _by_year
    chart = theme.chart(title(subject, year), subtitle(subject, reduction(subject, chosen)), rows)
    return chart | drawn(rows, chosen.names, encoding)


def _by_year(
    rows: list[dict[str, Any]], names: list[str], encoding: dict[str, Any]
) -> dict[str, Any]:
    alone = len(names) == 1
    width = theme.WIDTH if alone else (theme.WIDE - 22) // 2
    y = theme.amounts(_AXIS if alone else "Films", is_money=False) | {"stack": "zero"}
    panel = {
        "width": width,
        "height": theme.HEIGHT if alone else 140,
        "mark": theme.bar_by_year(rows, width),
        "encoding": {"x": theme.years(rows), "y": y, **encoding},
    }
    if alone:
        return panel
    spacing = {"row": 14, "column": 22}
    return {"facet": theme.panel_of(names), "columns": 2, "spec": panel, "spacing": spacing}


def _by_name(
    rows: list[dict[str, Any]],  # noqa: ARG001 as _by_year
    names: list[str],
    encoding: dict[str, Any],
) -> dict[str, Any]:
    return {
        "width": theme.WIDTH - 160,
        "height": {"step": 22},
        "mark": theme.BAR_BY_NAME,
        "encoding": {
            "y": theme.names(names),
            "x": theme.amounts(_AXIS, is_money=False) | {"stack": "zero"},
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
