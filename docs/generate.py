"""Makes what can be made of the documentation: `python -m docs.generate`.

The generated pages of `reference/`, the output in every console session and below every Python
program, the outputs of the notebook, and the pictures. A test compares all of it with what the
program does.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import chdir
from pathlib import Path

from docs.examples import rerun, snippets
from docs.notebook import rerun_notebook
from docs.reference_pages import pages

import reelhouse
from reelhouse import sample
from reelhouse.settings import DEFAULT_LAKE, DEFAULT_WAREHOUSE

DOCS = Path(__file__).parent
ROOT = DOCS.parent
README = ROOT / "README.md"
EXAMPLES = ROOT / "examples"
NOTEBOOK = EXAMPLES / "reports.ipynb"
TUTORIAL = DOCS / "tutorial.md"
REAL = Path("tests/data/real")
FROM_NOTHING = frozenset(
    {TUTORIAL, DOCS / "how-to/load-month-after-month.md", DOCS / "how-to/backfill.md"}
)
OVER_REAL_FILMS = frozenset({README, DOCS / "explanation/popularity.md"})
PICTURE = "most-popular-genres.svg"


def pages_with_snippets() -> list[Path]:
    """Every page that has something to run, the README first."""
    written = [README, *sorted(DOCS.rglob("*.md")), *sorted(EXAMPLES.glob("*.md"))]
    return [page for page in written if snippets(page.read_text("utf-8"))]


def prepare(page: Path, folder: Path, tutorial: Path) -> None:
    """Put into the empty `folder` what the snippets of a page expect to find.

    For the README and its like that is the cut of real data; for pages that start from nothing,
    nothing; all other pages go on from where the tutorial ends, which `tutorial` is.
    """
    if page in OVER_REAL_FILMS:
        shutil.copytree(ROOT / REAL, folder / REAL)
    elif page not in FROM_NOTHING:
        shutil.copytree(tutorial, folder, dirs_exist_ok=True)


def end_of_tutorial(folder: Path) -> None:
    """Make in `folder` what somebody has who has followed the tutorial."""
    # A delivery is known by the name that it had on the command line.
    with chdir(folder):
        sample.write("delivery", scale=0.01)
        with reelhouse.open(DEFAULT_WAREHOUSE, lake=DEFAULT_LAKE) as house:
            house.ingest("delivery", drop="2026-11")


def notebook_as_now(folder: Path) -> str:
    """The notebook with the outputs that it has now; it is run in the empty `folder`."""
    shutil.copytree(ROOT / REAL, folder / REAL)
    (folder / EXAMPLES.name).mkdir()
    return rerun_notebook(NOTEBOOK.read_text("utf-8"), folder / EXAMPLES.name)


def main() -> None:
    """Write everything anew."""
    for name, text in pages().items():
        (DOCS / "reference" / name).write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as directory:
        tutorial = Path(directory, "tutorial")
        tutorial.mkdir()
        end_of_tutorial(tutorial)
        for number, page in enumerate(pages_with_snippets()):
            folder = Path(directory, str(number))
            folder.mkdir()
            prepare(page, folder, tutorial)
            page.write_text(rerun(page.read_text("utf-8"), folder), encoding="utf-8")
            if page == README:
                shutil.copy(folder / PICTURE, DOCS / "pictures" / PICTURE)
        folder = Path(directory, "notebook")
        folder.mkdir()
        NOTEBOOK.write_text(notebook_as_now(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
