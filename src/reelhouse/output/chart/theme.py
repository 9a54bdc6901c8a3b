"""How all charts look: sizes, colours, letters, axes."""

from __future__ import annotations

from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH, WIDE, HEIGHT = 760, 900, 400

INK, MUTED, RULE, ZERO = "#1c2733", "#5b6875", "#e3e7eb", "#9aa5b0"
MAIN, LOSS, REST, PALE = "#2f5d8a", "#b8503a", "#b9c1c9", "#d5dbe1"

# Told apart by people who see fewer colours, too (after Okabe and Ito), darkened for white.
PALETTE = [
    *("#0072b2", "#d55e00", "#008f6b", "#b0568f", "#c48a00", "#3d3d3d", "#4fa3d9", "#8c6d46"),
    *("#7a5fc0", "#7d8b1f"),
]

GROUND = "white"

# The same colours on a dark ground.
_DARK = {
    GROUND: "#161e26",
    INK: "#e4eaf0",
    MUTED: "#9fadba",
    RULE: "#2a3540",
    ZERO: "#6b7a88",
    MAIN: "#6ea8dc",
    LOSS: "#e58a74",
    REST: "#56636f",
    PALE: "#3d4a56",
}
_DARK_PALETTE = [
    *("#4aa8e0", "#f28e4b", "#35bd97", "#d98cb8", "#e3b341", "#b8c0c8", "#8cc8ee", "#c3a27a"),
    *("#a794e0", "#b3c247"),
]
_DARK |= dict(zip(PALETTE, _DARK_PALETTE, strict=True))

DOLLARS = "replace(replace(format(datum.value, '$,.3~s'), 'G', 'B'), 'k', 'K')"
BAR_BY_NAME = {"type": "bar", "height": {"band": 0.72}}
NUMBERS = "format(datum.value, ',~r')"


def chart(title: str, subtitle: list[str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A specification without its marks."""
    return {
        "$schema": SCHEMA,
        "background": GROUND,
        "padding": 16,
        "title": {
            "text": title,
            "subtitle": subtitle,
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 18,
            "color": INK,
            "subtitleFontSize": 12,
            "subtitleColor": MUTED,
            "subtitleLineHeight": 17,
            "subtitlePadding": 5,
            "offset": 16,
        },
        "data": {"values": rows},
        "config": {
            "font": "Helvetica Neue, Helvetica, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": MUTED,
                "titleColor": MUTED,
                "titleFontWeight": "normal",
                "labelFontSize": 11,
                "titleFontSize": 12,
                "titlePadding": 10,
                "gridColor": RULE,
                "domainColor": ZERO,
                "tickColor": ZERO,
            },
            "legend": {
                "labelColor": INK,
                "labelFontSize": 12,
                "labelLimit": 220,
                "titleColor": MUTED,
                "titleFontWeight": "normal",
                "titleFontSize": 12,
                "symbolSize": 90,
            },
            "range": {"category": PALETTE},
        },
    }


def pointed_at(spec: dict[str, Any], entity: str, axis: str, *, is_money: bool) -> dict[str, Any]:
    """A specification whose marks tell what they stand for when they are pointed at."""
    told: list[dict[str, Any]] = [
        {"field": "name", "type": "nominal", "title": entity.capitalize()},
        {"field": "year", "type": "quantitative", "title": "Release year", "format": "d"},
        {
            "field": "amount",
            "type": "quantitative",
            "title": axis,
            "format": "$,.0f" if is_money else ",.6~f",
        },
    ]
    if any("part" in row for row in spec["data"]["values"]):
        told.insert(1, {"field": "part", "type": "nominal", "title": "Genre"})
    return _with_tooltip(spec, told)


def _with_tooltip(spec: dict[str, Any], told: list[dict[str, Any]]) -> dict[str, Any]:
    """The same for each mark; one with data of its own is there for the background."""
    done = dict(spec)
    if "spec" in spec:
        done["spec"] = _with_tooltip(spec["spec"], told)
    if "layer" in spec:
        done["layer"] = [
            layer if "data" in layer else _with_tooltip(layer, told) for layer in spec["layer"]
        ]
    if "mark" in spec:
        done["encoding"] = spec.get("encoding", {}) | {"tooltip": told}
    return done


def darkened(spec: Any) -> Any:
    """A specification in colours for a dark ground; its data stay as they are."""
    if isinstance(spec, dict):
        return {name: part if name == "values" else darkened(part) for name, part in spec.items()}
    if isinstance(spec, list):
        return [darkened(part) for part in spec]
    return _DARK.get(spec, spec) if isinstance(spec, str) else spec


def years(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The axis of release years, as long as the rows need."""
    first, last = _span(rows)
    return {
        "field": "year",
        "type": "quantitative",
        "title": "Release year",
        "scale": {"domain": [first - 0.7, last + 0.7], "nice": False},
        "axis": {"format": "d", "grid": False, "tickMinStep": 1, "labelFlush": False},
    }


def amounts(title: str, *, is_money: bool) -> dict[str, Any]:
    """The axis of the number that is drawn."""
    return {
        "field": "amount",
        "type": "quantitative",
        "title": title,
        "axis": {
            "labelExpr": DOLLARS if is_money else NUMBERS,
            "labelFlush": False,
            "domain": False,
            "ticks": False,
            "tickCount": 6,
            "gridColor": {"condition": {"test": "datum.value === 0", "value": ZERO}, "value": RULE},
        },
    }


def names(sort: dict[str, str] | list[str], *, grid: bool = False) -> dict[str, Any]:
    """The axis of companies or genres, in an order."""
    return {
        "field": "name",
        "type": "nominal",
        "title": None,
        "sort": sort,
        "axis": {
            "labelLimit": 240,
            "labelFontSize": 12,
            "labelColor": INK,
            "labelPadding": 8,
            "domain": False,
            "ticks": False,
            "grid": grid,
        },
    }


def panel_of(order: list[str]) -> dict[str, Any]:
    """A panel for each name, in that order."""
    return {
        "field": "name",
        "type": "nominal",
        "sort": order,
        "title": None,
        "header": {
            "labelAnchor": "start",
            "labelFontSize": 13,
            "labelColor": INK,
            "labelPadding": 6,
        },
    }


def bar_by_year(rows: list[dict[str, Any]], width: int) -> dict[str, Any]:
    """A bar whose thickness leaves room between years in `width` pixels."""
    first, last = _span(rows)
    thickness = min(60.0, max(1.0, 0.8 * width / (last - first + 1.4)))
    return {"type": "bar", "orient": "vertical", "width": round(thickness, 1)}


def _span(rows: list[dict[str, Any]]) -> tuple[int, int]:
    """The first and the last year that have an amount."""
    known = [row["year"] for row in rows if row["amount"] is not None]
    known = known or [row["year"] for row in rows]
    return min(known), max(known)
