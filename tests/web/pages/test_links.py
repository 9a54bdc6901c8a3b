"""Pages of a long answer follow on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.web.pages.links import Turning

if TYPE_CHECKING:
    from apiflask import APIFlask


@pytest.mark.parametrize(
    ("start", "limit", "total", "first", "last", "previous", "following"),
    [
        (0, 50, 120, 1, 50, None, "/movies?q=a&offset=50"),
        (50, 50, 120, 51, 100, "/movies?q=a", "/movies?q=a&offset=100"),
        (100, 50, 120, 101, 120, "/movies?q=a&offset=50", None),
        (30, 50, 120, 31, 80, "/movies?q=a", "/movies?q=a&offset=80"),
        (0, 50, 50, 1, 50, None, None),
        (0, 50, 0, 0, 0, None, None),
        (0, None, 120, 1, 120, None, None),
    ],
)
def test_a_page_knows_its_rows_and_its_neighbours(
    app: APIFlask,
    start: int,
    limit: int | None,
    total: int,
    first: int,
    last: int,
    previous: str | None,
    following: str | None,
) -> None:
    turning = Turning(start, limit, total)
    offset = f"&offset={start}" if start else ""
    with app.test_request_context(f"/movies?q=a{offset}"):
        assert (turning.first, turning.last) == (first, last)
        assert (turning.previous_url, turning.next_url) == (previous, following)
