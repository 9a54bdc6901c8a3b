"""Visits to a site that does what must not be done."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from tests.axe import barriers
from tests.browser import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src * data:"
HEAD = '<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">'
PAGES = {
    "/good": f"{HEAD}<main><h1>Good</h1><script src='/script'></script></main>",
    "/elsewhere": f"{HEAD}<img src='http://elsewhere.example/' alt=''>",
    "/missing": f"{HEAD}<img src='/none' alt=''>",
    "/inline": f"{HEAD}<p onclick='run()'>Click</p>",
    "/broken": f"{HEAD}<script src='/throws'></script>",
    "/told": f"{HEAD}<script src='/tells'></script>",
    "/barred": f"{HEAD}<main><h1>No text</h1><img src='data:,'></main>",
}
SCRIPTS = {
    "/script": "document.title = 'A good page';",
    "/throws": "throw new Error('it broke');",
    "/tells": "console.error('it went wrong');",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        is_script = self.path in SCRIPTS
        body = {**PAGES, **SCRIPTS}.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/javascript" if is_script else "text/html")
        self.send_header("Content-Security-Policy", STRICT)
        self.end_headers()
        self.wfile.write((body or HEAD).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def visiting(browser: Browser, site: str, path: str) -> Iterator[Visit]:
    visit = Visit(browser, site)
    visit.open(path)
    yield visit
    visit.end()


def test_a_good_page_is_no_complaint(browser: Browser, site: str) -> None:
    with visiting(browser, site, "/good") as visit:
        assert visit.page.title() == "A good page"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/elsewhere", "asked elsewhere: GET http://elsewhere.example/"),
        ("/missing", "answered 404: {site}/none"),
        ("/inline", "by the Content-Security-Policy, script-src-attr forbids inline"),
        ("/broken", "an error of the page: it broke"),
        ("/told", "on the console: it went wrong"),
    ],
)
def test_what_goes_wrong_is_told(browser: Browser, site: str, path: str, complaint: str) -> None:
    with pytest.raises(AssertionError) as told, visiting(browser, site, path):
        pass
    assert complaint.format(site=site) in str(told.value)


def test_no_name_but_that_of_this_machine_leads_anywhere(browser: Browser, site: str) -> None:
    visit = Visit(browser, site)
    visit.open("/elsewhere")
    with pytest.raises(AssertionError, match="ERR_NAME_NOT_RESOLVED"):
        visit.end()


def test_a_refusal_that_is_expected_is_no_complaint(browser: Browser, site: str) -> None:
    visit = Visit(browser, site)
    visit.open("/none", status=404)
    visit.end()
    visit = Visit(browser, site)
    with pytest.raises(AssertionError, match="404, not 200"):
        visit.open("/none")
    with pytest.raises(AssertionError, match="answered 404"):
        visit.end()


def test_barriers_are_found_whatever_scripts_the_page_allows(browser: Browser, site: str) -> None:
    with visiting(browser, site, "/good") as visit:
        assert barriers(visit.page) == []
    with visiting(browser, site, "/barred") as visit:
        found = "\n".join(barriers(visit.page))
    assert found.startswith("image-alt: Images must have alternative text (critical, https://")
    assert '    img: <img src="data:,">' in found
