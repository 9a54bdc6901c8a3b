"""A dashboard for each report: a chart, the rows, and what they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reelhouse.looker.lookups import SCOPE, scope_names
from reelhouse.looker.reports import NAMED
from reelhouse.looker.shape import is_additive, is_measure, narrowed, options
from reelhouse.looker.words import label

if TYPE_CHECKING:
    from reelhouse.reports.catalog import ReportDefinition
    from reelhouse.reports.columns import Column

_YEAR = "release_year"
_COLUMNS = 24
"""How wide Looker's grid is."""
_BARS = 20
_ROWS = 5000
"""As many as Looker shows without being asked for all."""


def dashboard(report: ReportDefinition, model: str) -> list[dict[str, Any]]:
    """The dashboard of a report, as the one item that its file lists."""
    asked = {label(name): name for name in (*_options(report), *narrowed(report))}
    listen = {words: f"{report.view}.{name}" for words, name in asked.items()}
    tiles = [_chart(report), _rows(report)]
    elements = [
        {**tile, "model": model, "explore": report.view, "listen": listen} for tile in tiles
    ]
    return [
        {
            "dashboard": report.view,
            "title": report.title,
            "description": report.description,
            "layout": "newspaper",
            "preferred_viewer": "dashboards-next",
            "filters": [_filter(report, model, name) for name in asked.values()],
            "elements": [*elements, _scope(model)],
        }
    ]


def _options(report: ReportDefinition) -> dict[str, str]:
    return {each.name: str(each.default) for each in options(report)}


def _filter(report: ReportDefinition, model: str, name: str) -> dict[str, Any]:
    """A filter on an option, which takes one value, or on a column."""
    defaults = _options(report)
    is_option = name in defaults
    return {
        "name": label(name),
        "title": label(name),
        "type": "field_filter",
        "default_value": defaults[name] if is_option else narrowed(report)[name],
        "allow_multiple_values": not is_option,
        "required": is_option,
        "model": model,
        "explore": report.view,
        "field": f"{report.view}.{name}",
    }


def _chart(report: ReportDefinition) -> dict[str, Any]:
    """Genres by year; of companies, which are thousands, those with the most.

    What stands under (none) is in no chart, and a statistic is shown of single rows alone.
    Companies of the same name are told apart by an id that is not shown.
    """
    names = [each.name for each in report.columns]
    amount = [each for each in report.columns if is_measure(each)][-1]
    is_by_company = "company" in names
    entities = [name for name in names if name in ("company", "genre")]
    years = [] if is_by_company and is_additive(amount) else [_YEAR]
    hidden = ["company_id"] if is_by_company else []
    kind = "looker_bar" if is_by_company else "looker_line"
    if "rank" in names:  # a year's winners: other genres in other years, which no line joins
        kind = "looker_column"
    shown = f"{report.view}.{amount.name}"
    return {
        "name": "chart",
        "title": _chart_title(amount, [*years, *entities], limited=is_by_company),
        "type": kind,
        **({} if kind == "looker_line" else {"stacking": "normal"}),
        "dimensions": _fields(report, [*hidden, *years, *entities]),
        "pivots": _fields(report, [] if is_by_company else entities),
        "measures": [shown],
        "hidden_fields": _fields(report, hidden),
        "filters": {f"{report.view}.{NAMED}": "Yes", shown: "NOT NULL"},
        "sorts": [f"{shown} desc" if is_by_company else f"{report.view}.{_YEAR}"],
        "limit": _BARS if is_by_company else _ROWS,
        **_place(0, 10),
    }


def _chart_title(amount: Column, dimensions: list[str], *, limited: bool) -> str:
    by = " and ".join(label(each).lower() for each in dimensions)
    words = f"{label(amount.name, amount.unit)} by {by}"
    return f"{words}: the first {_BARS}" if limited else words


def _rows(report: ReportDefinition) -> dict[str, Any]:
    """The rows as the report has them, in its order."""
    dimensions = [each.name for each in report.columns if not is_measure(each)]
    measures = [each.name for each in report.columns if is_measure(each)]
    return {
        "name": "rows",
        "title": report.title,
        "type": "looker_grid",
        "dimensions": _fields(report, dimensions),
        "measures": _fields(report, measures),
        "sorts": _fields(report, list(report.order)),
        "limit": _ROWS,
        **_place(10, 12),
    }


def _scope(model: str) -> dict[str, Any]:
    return {
        "name": "scope",
        "title": "What the report covers",
        "type": "looker_single_record",
        "model": model,
        "explore": SCOPE,
        "dimensions": [f"{SCOPE}.{name}" for name in scope_names()],
        **_place(22, 6),
    }


def _fields(report: ReportDefinition, names: list[str]) -> list[str]:
    return [f"{report.view}.{name}" for name in names]


def _place(row: int, height: int) -> dict[str, int]:
    return {"row": row, "col": 0, "width": _COLUMNS, "height": height}
