"""The documentation says what is: links lead somewhere, and every example prints what stands below
it. `python -m docs.generate` writes the examples anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.examples import SnippetError, rerun, settled, snippets
from docs.generate import PICTURE, README, end_of_tutorial, pages_with_snippets, prepare

from reelhouse.reports.catalog import read_definition
from reelhouse.warehouse.duckdb import DuckDBWarehouse

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BENCH = ROOT / "bench/README.md"
WRITTEN = sorted(
    [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*.md"), BENCH]
)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
MEASURED = re.compile(r"\d (?:s|ms|[kMG]i?B/s)\b")
TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")

each_page = pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))


def prose(page: Path) -> str:
    return FENCED.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    plain = (re.sub(r"[`*]", "", heading).lower() for heading in HEADING.findall(prose(page)))
    return {re.sub(r"[^\w\- ]", "", heading).strip().replace(" ", "-") for heading in plain}


# ------------------------------------------------------------------------- links


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [README]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        if page.suffix == ".md":
            links = (link.partition("#")[0] for link in LINK.findall(prose(page)))
            found = {(page.parent / link).resolve() for link in links if "://" not in link}
            waiting += [each for each in found - reached if each.is_file()]
    assert [str(page) for page in [*WRITTEN, *DOCS.rglob("*.svg")] if page not in reached] == []


@each_page
def test_a_page_names_no_place_of_one_machine(page: Path) -> None:
    assert re.findall(r"/(?:home|root|tmp|Users|work)/\S*", page.read_text("utf-8")) == []


# ----------------------------------------------------------------------- figures


def test_a_page_that_tells_how_fast_something_is_links_to_how_it_was_measured() -> None:
    # Limits are told in words, such as 30 seconds. Decisions have the code of their figures.
    others = [page for page in WRITTEN if page != BENCH and page.parent.name != "decisions"]
    telling = {page: prose(page) for page in others if MEASURED.search(prose(page))}
    assert DOCS / "explanation/scaling.md" in telling
    assert [str(page) for page, text in telling.items() if "bench/README.md" not in text] == []


# ---------------------------------------------------------------------- examples


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tutorial")
    end_of_tutorial(folder)
    return folder


@pytest.mark.parametrize(
    "page", pages_with_snippets(), ids=lambda page: str(page.relative_to(ROOT))
)
def test_examples_print_what_stands_below_them(page: Path, tutorial: Path, tmp_path: Path) -> None:
    prepare(page, tmp_path, tutorial)
    told = page.read_text("utf-8")
    assert settled(rerun(told, tmp_path)) == settled(told), "run `python -m docs.generate`"
    if page == README:
        picture = (DOCS / "pictures" / PICTURE).read_text("utf-8")
        drawn = (tmp_path / PICTURE).read_text("utf-8")
        assert TEXT.findall(drawn) == TEXT.findall(picture), "run `python -m docs.generate`"


def test_the_report_that_is_shown_as_an_example_works(tutorial: Path) -> None:
    text = (DOCS / "how-to/add-a-report.md").read_text("utf-8")
    shown = text.partition("```sql\n")[2].partition("```")[0]
    report = read_definition("genre-releases", shown)
    warehouse = DuckDBWarehouse(tutorial / "reelhouse/warehouse.duckdb")
    answer = warehouse.query(report.sql)
    warehouse.close()
    assert answer.num_rows
    assert answer.column_names == [column.name for column in report.columns]


# ----------------------------------------------------------- how examples are run


def test_a_session_is_run_command_by_command(tmp_path: Path) -> None:
    page = "Text.\n\n```console\n$ echo one > file\nold\n$ cat file\n```\n"
    assert rerun(page, tmp_path) == "Text.\n\n```console\n$ echo one > file\n$ cat file\none\n```\n"


def test_what_a_program_prints_stands_below_it(tmp_path: Path) -> None:
    page = "```python\nprint(6 * 7)\n```\n\nText.\n"
    assert rerun(page, tmp_path) == "```python\nprint(6 * 7)\n```\n\n```text\n42\n```\n\nText.\n"
    assert rerun(rerun(page, tmp_path), tmp_path) == rerun(page, tmp_path)


def test_other_blocks_are_not_run(tmp_path: Path) -> None:
    page = "```sh\nfalse\n```\n\n```py\nraise ValueError\n```\n"
    assert rerun(page, tmp_path) == page
    assert snippets(page) == 0


@pytest.mark.parametrize(
    "page", ["```console\n$ false\n```\n", "```python\nraise ValueError\n```\n"]
)
def test_an_example_that_fails_is_an_error(page: str, tmp_path: Path) -> None:
    with pytest.raises(SnippetError):
        rerun(page, tmp_path)


def test_only_times_and_rates_may_differ() -> None:
    before = "ratings  read   0.2 s  6.4 MB at 31.0 MB/s  9 rows\nratings  9  8  0.3\n"
    after = "ratings  read  12.7 s  6.4 MB at 807.1 kB/s  9 rows\nratings  9  8  10.4\n"
    assert settled(before) == settled(after)
    assert settled(before) != settled(before.replace("9 rows", "8 rows"))


def test_stages_that_go_on_at_once_may_end_in_any_order() -> None:
    lines = [
        "ratings          read         0.3 s  9 rows\n",
        "links            tables       0.0 s\n",
    ]
    assert settled("".join(lines)) == settled("".join(reversed(lines)))
    assert settled("ratings  9\nlinks  9\n") != settled("links  9\nratings  9\n")
