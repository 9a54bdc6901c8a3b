"""A real browser, headless Chromium, and visits to a site on which nothing may go wrong."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright
from tests.chromium import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, WebError

# No name but that of this machine leads anywhere, whatever a page asks for.
_NOWHERE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
FLAGS = [
    "--no-sandbox",  # which root cannot have
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules={_NOWHERE}",
]
_REFUSED = 400
_BINDING = "tellOfViolation"
_LISTENER = f"""
document.addEventListener("securitypolicyviolation", (told) =>
  {_BINDING}(`${{told.effectiveDirective}} forbids ${{told.blockedURI || told.sample}}`));
"""
# What a page still has to tell is told before this has ended.
_SETTLED = "() => new Promise((done) => setTimeout(done))"


@contextmanager
def running() -> Iterator[Browser]:
    """Chromium with a fresh profile, until the block ends; NoChromiumError where there is none.

    Playwright keeps an event loop in this thread meanwhile: `asyncio.run` fails there.
    """
    program = found()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page of a site, with all that went wrong on it in `complaints`.

    That is a request to elsewhere, or one that failed; a response of 400 or more that was not
    expected; an error of the page or on its console; and what the Content-Security-Policy forbade.
    `terms` are those of a browser's context, such as `color_scheme="dark"`.
    """

    def __init__(self, browser: Browser, site: str, **terms: Any) -> None:
        self.site = site
        self.complaints: list[str] = []
        self._expected: set[tuple[str, int]] = set()
        self._has_scripts = terms.get("java_script_enabled", True)
        self._context = browser.new_context(**terms)
        self._context.expose_binding(_BINDING, self._forbidden)
        self._context.add_init_script(_LISTENER)
        self._context.on("request", self._asked)
        self._context.on("requestfailed", self._failed)
        self._context.on("response", self._answered)
        self._context.on("console", self._said)
        self._context.on("weberror", self._broken)
        self.page: Page = self._context.new_page()

    def open(self, path: str, status: int = 200) -> Response:
        """Go to a path of the site, which must answer with this status."""
        self.expect(path, status)
        response = self.page.goto(self.site + path)
        assert response is not None, path
        assert response.status == status, f"{path}: {response.status}, not {status}"
        return response

    def expect(self, path: str, status: int) -> None:
        """Take no offence at this status of a path of the site, with its query if it has one."""
        self._expected.add((path, status))

    def end(self) -> None:
        """Close the page; AssertionError with all complaints where there are any."""
        for page in self._context.pages if self._has_scripts else ():
            page.evaluate(_SETTLED)
        self._context.close()
        assert not self.complaints, "\n".join(["the visit went wrong:", *self.complaints])

    def _asked(self, request: Request) -> None:
        goes_nowhere = urlsplit(request.url).scheme in {"about", "blob", "data"}
        if not goes_nowhere and not self._is_here(request.url):
            self.complaints.append(f"asked elsewhere: {request.method} {request.url}")

    def _failed(self, request: Request) -> None:
        # A download, and whatever was under way when a page was left, ends as aborted.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"no answer: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= _REFUSED and not self._is_expected(response.url, response.status):
            self.complaints.append(f"answered {response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # A refusal stands on the console once more; `_answered` has judged it.
        repeats = message.text.startswith("Failed to load resource: the server responded")
        if message.type == "error" and not repeats:
            self.complaints.append(f"on the console: {message.text} ({message.location['url']})")

    def _broken(self, error: WebError) -> None:
        self.complaints.append(f"an error of the page: {error.error}")

    def _forbidden(self, source: dict[str, Any], told: str) -> None:
        self.complaints.append(f"by the Content-Security-Policy, {told} ({source['page'].url})")

    def _is_here(self, url: str) -> bool:
        here, there = urlsplit(self.site), urlsplit(url)
        return (here.scheme, here.netloc) == (there.scheme, there.netloc)

    def _is_expected(self, url: str, status: int) -> bool:
        return self._is_here(url) and (url.removeprefix(self.site), status) in self._expected
