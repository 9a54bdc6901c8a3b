"""What keeps people from a page, found by axe-core: WCAG 2.1 AA and its best practices."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")


def barriers(page: Page) -> list[str]:
    """Each violation of a rule: which, where it is explained, and the elements that it is about.

    The script comes to the page by the browser's own means, which no Content-Security-Policy
    forbids.
    """
    page.evaluate(_script())
    options = {"runOnly": list(RULES), "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [line for each in found["violations"] for line in _told(each)]


@cache
def _script() -> str:
    # The package is asked for its file alone.
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def _told(violation: dict[str, Any]) -> Iterator[str]:
    yield f"{violation['id']}: {violation['help']} ({violation['impact']}, {violation['helpUrl']})"
    for node in violation["nodes"]:
        place = " ".join(str(part) for part in node["target"])
        summary = " ".join(node["failureSummary"].split())
        yield f"    {place}: {node['html']}: {summary}"
