"""A site of two months, and what visits it: a browser, and what looks for barriers on its pages."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests import served
from tests.axe import barriers
from tests.browser import Visit

import reelhouse
from reelhouse import sample
from reelhouse.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

PICTURES = Path(__file__).parents[3] / "docs" / "pictures" / "web"
TAKES_PICTURES = "REELHOUSE_SCREENSHOTS"


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `reelhouse serve` over the months 2026-01 and 2026-02 of a sample."""
    home = tmp_path_factory.mktemp("site")
    settings = Settings(f"{home}/lake", f"{home}/warehouse.duckdb")
    written = sample.write(home / "deliveries", scale=0.01, months=2)
    with reelhouse.open(settings.warehouse, lake=settings.lake) as house:
        for each in written.deliveries:
            house.ingest(each.directory, drop=each.label)
    with served.running(settings, home / "log") as (address, _):
        yield address


@pytest.fixture
def visits(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Begins visits to the site on these terms of a browser's context; nothing may go wrong."""
    begun: list[Visit] = []

    def begin(**terms: Any) -> Visit:
        begun.append(Visit(browser, site, **terms))
        return begun[-1]

    yield begin
    with ExitStack() as stack:
        for each in begun:
            stack.callback(each.end)


@pytest.fixture
def visit(visits: Callable[..., Visit]) -> Visit:
    """A visit to the site, on which nothing may go wrong."""
    return visits()


@pytest.fixture
def axe() -> Callable[[Visit], None]:
    """Fails with what keeps people from the page that a visit is at, and where."""

    def require_open(visit: Visit) -> None:
        found = barriers(visit.page)
        if found:
            pytest.fail("\n".join([f"barriers at {visit.page.url}:", *found]), pytrace=False)

    return require_open


@pytest.fixture
def shoot() -> Callable[[Visit, str], None]:
    """Keeps a picture of the page that a visit is at for docs/, where REELHOUSE_SCREENSHOTS=1."""

    def keep(visit: Visit, name: str) -> None:
        if os.environ.get(TAKES_PICTURES) == "1":
            visit.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    return keep
