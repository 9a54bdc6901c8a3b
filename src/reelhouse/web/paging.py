"""Pages of a long answer: cursors that know what they go on with, and links to the others."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from reelhouse.web.problems import Problem

PAGE_ROWS = 100
MOST_ROWS = 10_000

DIGITS = 16


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after `start` rows of the answer to `question` in the state `state`.

    A state does not change, so that its rows are always in the same places.
    """

    start: int
    question: str
    state: str

    def encoded(self) -> str:
        """The cursor as one word."""
        text = f"{self.start}.{self.question}.{self.state}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decoded(word: str, question: str) -> Cursor:
    """The cursor that a word stands for; a Problem of status 422 for that of another question."""
    try:
        text = base64.b64decode(f"{word}{'=' * (-len(word) % 4)}", b"-_", validate=True).decode()
        start, asked, state = text.split(".")
        cursor = Cursor(int(start), asked, state)
    except (binascii.Error, ValueError):
        raise _foreign() from None
    if cursor.question != question or cursor.start < 0 or cursor.encoded() != word:
        raise _foreign()
    return cursor


def digest(*parts: object) -> str:
    """A short word for what was asked or for a state."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:DIGITS]


@dataclass(frozen=True)
class Page:
    """Part of an answer: at most `limit` rows after `start`; without a limit all of them.

    A page that a cursor led to may be had in the cursor's `state` alone.
    """

    start: int
    limit: int | None
    question: str
    state: str | None = None

    def require_state(self, state: str) -> None:
        """Raise a Problem of status 410 where the rows are no longer where the cursor left them."""
        if self.state is not None and self.state != digest(state):
            raise Problem(
                410,
                "a delivery has been loaded since the page before this one, so that the rows "
                "stand elsewhere; start again without a cursor",
                parameter="cursor",
            )

    def links(self, path: str, given: dict[str, str], state: str, total_rows: int) -> str:
        """The Link header of a page: `first`, and `prev` and `next` where there are such."""
        if not self.limit:
            return ""
        starts = {"first": 0}
        if self.start > 0:
            starts["prev"] = max(self.start - self.limit, 0)
        if self.start + self.limit < total_rows:
            starts["next"] = self.start + self.limit
        others = {name: text for name, text in given.items() if name not in {"cursor", "offset"}}
        links = []
        for relation, start in starts.items():
            cursor = Cursor(start, self.question, digest(state)).encoded() if start else None
            query = urlencode(others | ({"cursor": cursor} if cursor else {}))
            links.append(f'<{path}{f"?{query}" if query else ""}>; rel="{relation}"')
        return ", ".join(links)


def _foreign() -> Problem:
    return Problem(
        422,
        "cursor is not one that this question gave: take it from the Link header of a page, and "
        "send the other parameters as they were",
        parameter="cursor",
    )
