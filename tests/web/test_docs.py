"""The page to try the API needs nothing from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_all_that_the_page_loads_comes_from_here(client: FlaskClient) -> None:
    page = client.get("/api/").text
    loaded = re.findall(r'(?:src|href|data-description)="([^"]*)"', page)
    assert "/api/openapi.json" in loaded
    assert [each for each in loaded if not each.startswith(("/", "data:"))] == []
    for address in loaded:
        if address.startswith("/"):
            with client.get(address) as answer:
                assert answer.status_code == 200
    assert "<script>" not in page
    assert "style=" not in page


def test_only_the_files_of_the_page_are_given_out(client: FlaskClient) -> None:
    for name in ("VERSION", "../__init__.py", "%2e%2e/__init__.py"):
        assert client.get(f"/api/assets/{name}").status_code == 404
