"""Pages as text, asked for as a browser asks."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def get(client: FlaskClient) -> Callable[[str], TestResponse]:
    return lambda path: client.get(path, headers=BROWSER)


def words_of(markup: str) -> str:
    """What is read of a piece of a page."""
    text = unescape(re.sub(r"<[^>]*>", " ", markup))
    return re.sub(r"[ \n]+", " ", text).strip(" ")


def rows_of(page: str, table: int = 0) -> list[list[str]]:
    """The cells of the body of a table, as they are read."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", bodies[table], re.DOTALL)
    return [
        [words_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def records_of(page: str) -> list[dict[str, str]]:
    """The rows of the first table by the heads of its columns."""
    heads = re.findall(r"<th[^>]*>(.*?)</th>", page[: page.index("<tbody>")], re.DOTALL)
    names = [words_of(head) for head in heads]
    return [dict(zip(names, row, strict=True)) for row in rows_of(page)]
