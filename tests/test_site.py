"""The site of the documentation: every page is in it, every link in it leads somewhere, and nothing
in it is loaded from elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import ExitStack
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from docs.site import ROOT, Nav, for_site, navigation, outside
from filelock import FileLock
from tests.browser import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

DOCS = ROOT / "docs"
LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href"}
CSS_URL = re.compile(r"""url\(["']?([^"')]+)""")
NOT_FOUND = "404.html"


class Read(HTMLParser):
    """What a page links to, what it loads, and the anchors that it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.lines: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[each] for each in ("id", "name") if each in told}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if LOADED.get(tag, "") in told:
            self.loaded.append(told[LOADED[tag]])

    def handle_data(self, data: str) -> None:
        self.lines += data.splitlines() if self.lasttag in {"p", "li", "td"} else []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it, by the first worker that needs it."""
    home = tmp_path_factory.getbasetemp()
    home = home.parent if "PYTEST_XDIST_WORKER" in os.environ else home
    folder = home / "site"
    with FileLock(home / "site.lock"):
        if not folder.exists():
            build(folder)
    return folder


def build(folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
    built = subprocess.run(
        [*command, str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    if built.returncode:
        shutil.rmtree(folder, ignore_errors=True)
    assert built.returncode == 0, built.stdout


@cache
def read(page: Path) -> Read:
    return Read(page)


def pages_of(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert found
    return found


def is_elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in {"", "data"}


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = [(page, each) for page in pages_of(site) for each in read(page).loaded]
    loaded += [
        (sheet, each)
        for sheet in site.rglob("*.css")
        for each in CSS_URL.findall(sheet.read_text("utf-8"))
    ]
    assert len(loaded) > len(pages_of(site))
    assert [each for each in loaded if is_elsewhere(each[1])] == []


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    broken = []
    for page in pages_of(site):
        for link in [*read(page).links, *read(page).loaded]:
            path, anchor = unquote(urlsplit(link).path), urlsplit(link).fragment
            base = site if path.startswith("/") else page.parent
            target = (base / path.lstrip("/")).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if is_elsewhere(link):
                continue
            if not target.is_file() or not has(target, anchor):
                broken.append((str(page.relative_to(site)), link))
    assert broken == []


def has(target: Path, anchor: str) -> bool:
    return not anchor or target.suffix != ".html" or unquote(anchor) in read(target).anchors


def test_no_list_or_table_is_taken_for_text(site: Path) -> None:
    marks = re.compile(r"^(?:- |\| |```)")
    shown = [(page, line) for page in pages_of(site) for line in read(page).lines]
    assert shown
    assert [each for each in shown if marks.match(each[1])] == []


def uris(nav: Nav) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        else:
            for below in entry.values():
                yield from uris(below if isinstance(below, list) else [below])


def test_every_page_of_the_documentation_is_in_the_navigation_once() -> None:
    found = sorted(uris(navigation()))
    written = [str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")]
    assert found == sorted([*written, *(f"project/{path}" for path in outside())])


def test_pages_stand_in_the_order_of_the_index() -> None:
    first, *chapters = navigation()
    titles = [title for each in chapters if isinstance(each, dict) for title in each]
    assert first == "README.md"
    assert titles[:2] == ["To learn it", "To get something done"]
    assert next(uris(chapters)) == "tutorial.md"


@pytest.mark.parametrize(
    ("path", "written", "shown"),
    [
        ("docs/how-to/serve.md", "[all](../README.md#a)", "[all](../README.md#a)"),
        ("docs/README.md", "[it](../ARCHITECTURE.md)", "[it](project/ARCHITECTURE.md)"),
        ("README.md", "![a](docs/pictures/a.svg)", "![a](../pictures/a.svg)"),
        ("docs/how-to/a.md", "[`deploy/x`](../../deploy/x)", "`deploy/x`"),
        ("README.md", "[its terms](tests/data/TERMS.md)", "its terms (`tests/data/TERMS.md`)"),
        ("README.md", "[out](https://example.com/a.md)", "[out](https://example.com/a.md)"),
        ("README.md", "[here](#limits)", "[here](#limits)"),
        ("README.md", "```md\n[a](docs/a.md)\n```", "```md\n[a](docs/a.md)\n```"),
    ],
)
def test_links_lead_to_pages_of_the_site(path: str, written: str, shown: str) -> None:
    assert for_site(written, path) == shown


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_in_a_browser_it_asks_for_nothing_elsewhere_and_finds_words(
    address: str, browser: Browser
) -> None:
    with ExitStack() as stack:
        visit = Visit(browser, address)
        stack.callback(visit.end)
        for path in ("/index.html", "/reference/data-dictionary.html", "/project/index.html"):
            visit.open(path)
        visit.open("/index.html?q=quarantine")
        found = visit.page.locator(".md-search-result__item").first
        found.wait_for()
        assert "quarantine" in found.inner_text().lower()
