"""What a chart says of those that it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.output.text import count

if TYPE_CHECKING:
    from reelhouse.output.chart.selection import Selection
    from reelhouse.output.chart.subject import Subject


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
