"""The site, as MkDocs is told of it: pages, their order, and where links lead.

`docs/README.md` is the one list of pages. The site's navigation is made from it, and what it links
to outside of `docs/` becomes a page too, below `project/`. Links to other files of the repository,
which the site does not have, become their names.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
INDEX = "docs/README.md"

_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?P<shown>!?\[(?P<text>[^\]]*)\])\((?P<target>[^)\s]+)\)")
_CHAPTER = re.compile(r"^\*\*(?P<title>[^*]+):\*\*", re.MULTILINE)

Nav = list[str | dict[str, "str | Nav"]]


def on_config(config: MkDocsConfig) -> None:
    """Give the site its navigation."""
    config.nav = navigation()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages that stand outside of `docs/`."""
    for path in outside():
        added = File.generated(config, _uri(path), abs_src_path=str(ROOT / path))
        files.append(added)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 as MkDocs calls it
    """Have the links of a page lead to pages of the site."""
    return for_site(markdown, _path(page.file.src_uri))


def navigation() -> Nav:
    """The chapters of the index, each with its pages; an index among these has its own below."""
    _, *parts = _CHAPTER.split(_read(INDEX))
    chapters = zip(parts[::2], parts[1::2], strict=True)
    nav: Nav = [_uri(INDEX)]
    nav += [{title: list(_entries(text, INDEX))} for title, text in chapters]
    return nav


def outside() -> list[str]:
    """Pages of the repository outside of `docs/` that the index links to."""
    return [each for _, each in _pages(_read(INDEX), INDEX) if not each.startswith("docs/")]


def for_site(markdown: str, path: str) -> str:
    """The text of a page of the repository with its links as the site needs them.

    `path` is the page's own; links lead from there.
    """
    parts = _FENCED.split(markdown)
    # Every second part is a block of code.
    parts[::2] = [_LINK.sub(lambda match: _led(match, path), part) for part in parts[::2]]
    return "".join(parts)


def _entries(text: str, path: str) -> Iterator[str | dict[str, str | Nav]]:
    for title, page in _pages(text, path):
        if page.startswith("docs/") and page.endswith("/README.md"):
            below = [_uri(each) for _, each in _pages(_read(page), page)]
            yield {title: [_uri(page), *below]}
        else:
            yield {title: _uri(page)}


def _pages(text: str, path: str) -> Iterator[tuple[str, str]]:
    """Title and path of each page that is linked to, once."""
    seen = set()
    for match in _LINK.finditer(text):
        page = _resolved(match["target"], path)
        if page is not None and page.endswith(".md") and page not in seen:
            seen.add(page)
            title = " ".join(match["text"].split())
            yield title[0].upper() + title[1:], page


def _led(match: re.Match[str], path: str) -> str:
    target = _resolved(match["target"], path)
    if target is None:
        return match[0]
    if not target.startswith("docs/") and target not in outside():
        text = match["text"]
        return f"`{target}`" if text.strip("`") in target else f"{text} (`{target}`)"
    _, hash_, anchor = match["target"].partition("#")
    there = posixpath.relpath(_uri(target), posixpath.dirname(_uri(path)))
    return f"{match['shown']}({there}{hash_}{anchor})"


def _resolved(target: str, path: str) -> str | None:
    """The file of the repository that a link leads to; None for an address, or the page itself."""
    file = target.partition("#")[0]
    if not file or re.match(r"[a-z]+:", file):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file))


def _uri(path: str) -> str:
    """Where a page of the repository stands in the site's sources."""
    return path.removeprefix("docs/") if path.startswith("docs/") else f"project/{path}"


def _path(uri: str) -> str:
    return uri.removeprefix("project/") if uri.startswith("project/") else f"docs/{uri}"


def _read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")
