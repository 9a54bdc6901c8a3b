"""Makes what can be made of the documentation: `python -m docs.generate`.

The generated pages of `reference/`, the output in every console session and below every Python
program, and the pictures. A test compares all of it with what the program does.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from docs.reference_pages import pages
from docs.sessions import rerun, snippets

DOCS = Path(__file__).parent
ROOT = DOCS.parent
README = ROOT / "README.md"
TUTORIAL = DOCS / "tutorial.md"
REAL = Path("tests/data/real")
PICTURE = "most-popular-genres.svg"


def followers() -> list[Path]:
    """Pages whose snippets go on from where the tutorial ends, each by itself."""
    written = [page for page in sorted(DOCS.glob("*/*.md")) if snippets(page.read_text("utf-8"))]
    return [page for page in written if page.parent.name != "reference"]


def lay_out(folder: Path) -> None:
    """Put the cut of real data where the README's sessions look for it."""
    shutil.copytree(ROOT / REAL, folder / REAL)


def main() -> None:
    """Write everything anew."""
    for name, text in pages().items():
        (DOCS / "reference" / name).write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        (folder / "readme").mkdir()
        lay_out(folder / "readme")
        _renew(README, folder / "readme")
        shutil.copy(folder / "readme" / PICTURE, DOCS / "pictures" / PICTURE)
        (folder / "tutorial").mkdir()
        _renew(TUTORIAL, folder / "tutorial")
        for number, page in enumerate(followers()):
            shutil.copytree(folder / "tutorial", folder / str(number))
            _renew(page, folder / str(number))


def _renew(page: Path, folder: Path) -> None:
    page.write_text(rerun(page.read_text("utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    main()
