"""How all charts look: sizes, colours, letters, axes."""

from __future__ import annotations

from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH, HEIGHT = 760, 400

INK, MUTED, RULE = "#1c2733", "#5b6875", "#e3e7eb"
MAIN, LOSS, REST = "#2f5d8a", "#b8503a", "#b9c1c9"

# Told apart by people who see fewer colours, too (after Okabe and Ito), darkened for white.
PALETTE = [
    *("#0072b2", "#d55e00", "#008f6b", "#b0568f", "#c48a00", "#3d3d3d", "#4fa3d9", "#8c6d46"),
    *("#7a5fc0", "#7d8b1f"),
]

DOLLARS = "replace(replace(format(datum.value, '$,.3~s'), 'G', 'B'), 'k', 'K')"
NUMBERS = "format(datum.value, ',~r')"


def chart(title: str, subtitle: list[str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A specification without its marks."""
    return {
        "$schema": SCHEMA,
        "background": "white",
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
                "domainColor": "#9aa5b0",
                "tickColor": "#9aa5b0",
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


def years() -> dict[str, Any]:
    """The axis of release years."""
    return {
        "field": "year",
        "type": "quantitative",
        "title": "Release year",
        "scale": {"zero": False, "nice": False, "padding": 8},
        "axis": {"format": "d", "grid": False, "tickMinStep": 1, "labelFlush": False},
    }


def amounts(title: str, *, is_money: bool) -> dict[str, Any]:
    """The axis of the number that is drawn."""
    return {
        "field": "amount",
        "type": "quantitative",
        "title": title,
        "axis": {"labelExpr": DOLLARS if is_money else NUMBERS, "domain": False, "ticks": False},
    }
