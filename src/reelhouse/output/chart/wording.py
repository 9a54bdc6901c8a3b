"""What a chart says: title, subtitle, and who was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.output.text import count, readable

if TYPE_CHECKING:
    from reelhouse.output.chart.selection import Selection
    from reelhouse.output.chart.subject import Subject

_NARROWING = {
    "from_year": "films released in {} or later",
    "to_year": "films released in {} or earlier",
    "top": "the first {} genres of each year",
}


def title(subject: Subject, year: int | None = None) -> str:
    """Title of the report, and to whom and when it is narrowed."""
    filters, data = subject.answer.filters, subject.answer.data
    chosen = [
        str(data[name][0]) for name in ("company", "genre") if {name, f"{name}_id"} & filters.keys()
    ]
    chosen += [str(year)] if year is not None else []
    return ": ".join(filter(None, [subject.answer.title, ", ".join(chosen)]))


def subtitle(subject: Subject, *told: str) -> list[str]:
    """What is told of this chart, what it covers, and its filters, a line each."""
    lines = [*told, _coverage(subject), _narrowing(subject)]
    return [line[0].upper() + line[1:] for line in lines if line]


def reduction(subject: Subject, chosen: Selection) -> str:
    """Who is shown and by what they were chosen; nothing where that is everybody."""
    parts = []
    if len(chosen.names) < chosen.total:
        everybody = count(chosen.total, subject.entity, subject.plural)
        parts.append(f"{len(chosen.names)} of {everybody}, those with {_most(subject)}")
    if chosen.without_none:
        parts.append(f"films without a {subject.entity} are left out")
    return "; ".join(parts)


def _most(subject: Subject) -> str:
    if subject.number == "value":
        return "the largest total" if subject.weight == "value" else "the most films"
    if subject.number == "movies":
        return "the most films"
    return f"the largest total {subject.number}"


def _coverage(subject: Subject) -> str:
    scope = subject.answer.scope
    facts = [f"delivery {scope['as_of']}" if scope.get("as_of") else ""]
    if "movies_counted" in scope:
        total = readable(scope.get("movies_total"))
        facts.append(f"{readable(scope['movies_counted'])} of {total} films counted")
    if f"known_{subject.number}" in scope:
        facts.append(f"{subject.number} known of {readable(scope[f'known_{subject.number}'])}")
    if subject.number == "profit":
        facts.append("profit of films with both budget and revenue known")
    return " · ".join(filter(None, [*facts, _allocation(subject)]))


def _allocation(subject: Subject) -> str:
    """How a film of several companies or genres is counted."""
    if subject.number == "value":
        return ""
    several = {"company": "companies", "genre": "genres"}[subject.part or subject.entity]
    if subject.answer.scope.get("allocation") == "split":
        return f"a film is shared out between its {several}"
    return f"a film counts in full for each of its {several}"


def _narrowing(subject: Subject) -> str:
    filters = subject.answer.filters
    told = [
        words.format(filters[name])
        for name, words in _NARROWING.items()
        if name in filters and filters[name] not in {"all", 1}
    ]
    return f"only {', '.join(told)}" if told else ""
