"""A page: a template, and what it shows of a house."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import Response, g, render_template, request

from reelhouse.web.answering import fresh, shared, tagged
from reelhouse.web.asked import HTML, Asked, asked_by
from reelhouse.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reelhouse.house import House
    from reelhouse.reports.filters import Filter

CONTENT_TYPE = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """What is shown: `rows` is how many rows of data there are in it."""

    template: str
    told: dict[str, Any] = field(default_factory=dict)
    rows: int = 0

    def written(self, house: House) -> Kept:
        """The page as bytes; each tells of the state that it is of."""
        text = render_template(self.template, standing=house.standing, **self.told)
        return Kept(text.encode(), CONTENT_TYPE, self.rows)


def page_of_state(
    known: Iterable[Filter], put_together: Callable[[House, Asked], Page]
) -> Response:
    """A page of the warehouse, with these parameters: kept as long as its state is current."""
    asked = asked_by(request, known, None, [HTML])

    def make(house: House, _: str) -> tuple[Kept, Iterator[bytes] | None]:
        return put_together(house, asked).written(house), None

    return fresh(f"{asked.page.question} {g.caller.role}", make, asked)


def page_of_lake(known: Iterable[Filter], put_together: Callable[[House, Asked], Page]) -> Response:
    """A page of the lake, which can change while the state of the warehouse stays."""
    asked = asked_by(request, known, None, [HTML])
    with shared().past.reading() as house:
        return tagged(put_together(house, asked).written(house))
