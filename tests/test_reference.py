"""The reference has everything: pages made from the program are as it is now, and whatever the
program lets one say, and whatever it answers with, stands in them.

`python -m docs.generate` writes the pages anew.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from docs.api_reference import others
from docs.python_reference import GIVEN, members
from docs.reference_pages import errors_by_tree, pages

import reelhouse
from reelhouse import errors, settings
from reelhouse.clean.reasons import Action, Reason
from reelhouse.cli.exits import Exit
from reelhouse.cli.main import COMMANDS, cli
from reelhouse.cli.serve import serve
from reelhouse.house import House
from reelhouse.reports.catalog import definitions
from reelhouse.schema import load_schema
from reelhouse.settings import Settings
from reelhouse.web.app import create_app
from reelhouse.web.serving import Serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apiflask import APIFlask

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
MADE_BY_HAND = {"settings.md"}
VARIABLE = re.compile(r"\bREELHOUSE_[A-Z0-9_]*[A-Z0-9]\b")
SET_BY_CLICK = {"REELHOUSE_COMPLETE"}


def reference(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=lambda part: str(part)[:20])
def test_a_page_made_by_the_program_is_up_to_date(name: str, text: str) -> None:
    assert reference(name) == text, "run `python -m docs.generate`"


def test_every_other_page_of_the_reference_is_known_to_be_made_by_hand() -> None:
    found = {page.name for page in REFERENCE.iterdir()}
    assert found - pages().keys() == MADE_BY_HAND


def options() -> Iterator[tuple[str, str]]:
    root = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        for parameter in command.get_params(click.Context(command)):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                yield from ((name, option) for option in parameter.opts)


def test_the_reference_has_every_command_with_every_option() -> None:
    chapters = dict(
        chapter.split("\n", 1) for chapter in reference("cli.md").split("\n## reelhouse ")[1:]
    )
    assert list(chapters) == list(COMMANDS)
    option = re.compile(r"(?<![\w-])--?[a-z0-9-]+")
    told = {name: set(option.findall(text)) for name, text in chapters.items()}
    assert [each for each in options() if each[1] not in told[each[0]]] == []


def test_the_reference_has_every_exit_code() -> None:
    told = re.findall(r"^\| (\d+) \|", reference("exit-codes.md"), re.MULTILINE)
    assert told == [str(each.value) for each in Exit]


def test_the_reference_has_every_error_and_its_code_is_an_exit_code() -> None:
    found = list(errors_by_tree(errors.ReelhouseError))
    told = re.findall(r"^\| `(\w+)` \| `\w+` \|", reference("exit-codes.md"), re.MULTILINE)
    named = {name for name, each in vars(errors).items() if inspect.isclass(each)}
    assert told == [each.__name__ for each in found]
    assert set(told) == named
    assert {each.exit_code for each in found} <= set(Exit)


def test_the_reference_has_every_reason_and_action() -> None:
    told = set(re.findall(r"`([a-z_0-9]+)`", reference("reason-codes.md")))
    assert {*Reason, *Action} <= told


def test_how_cleaning_works_is_told_of_every_reason() -> None:
    told = re.findall(r"`([a-z_0-9]+)`", (DOCS / "explanation/cleaning.md").read_text("utf-8"))
    assert {each.value for each in Reason} <= set(told)


def test_the_reference_has_every_report_column_and_filter() -> None:
    text = reference("reports.md")
    for report in definitions():
        chapter = text.partition(f"\n## {report.name}\n")[2].partition("\n## ")[0]
        columns = re.findall(r"^\| `(\w+)`", chapter, re.MULTILINE)
        assert columns == [each.name for each in report.columns]
        assert all(f"`--{each.name.replace('_', '-')}`" in chapter for each in report.filters)


def test_the_data_dictionary_has_every_table() -> None:
    told = re.findall(r"^### (\S+)$", reference("data-dictionary.md"), re.MULTILINE)
    assert sorted(told) == sorted(table.full_name for table in load_schema().tables)


def test_the_settings_have_every_variable_of_the_program() -> None:
    names = {value for name, value in vars(settings).items() if name.endswith("_VARIABLE")}
    sources = [each.read_text("utf-8") for each in (ROOT / "src").rglob("*.py")]
    used = {name for text in sources for name in VARIABLE.findall(text)}
    told = set(re.findall(r"`(REELHOUSE_\w+)`", reference("settings.md")))
    assert names
    assert names | used - SET_BY_CLICK == told


def test_the_settings_have_every_option_of_a_server() -> None:
    text = reference("settings.md")
    named = [option for each in serve.params for option in each.opts if option.startswith("--")]
    assert [option for option in named if f"`{option}`" not in text] == []


@pytest.fixture(scope="module")
def app() -> APIFlask:
    return create_app(Serving(Settings("no-lake", "no-warehouse.duckdb")))


def chapter(text: str, title: str) -> str:
    return text.partition(f"\n### {title}\n")[2].partition("\n#")[0]


def test_the_reference_has_every_address_parameter_and_status_of_the_api(app: APIFlask) -> None:
    described = app.test_client().get("/api/openapi.json").get_json()["paths"]
    text = reference("api.md")
    assert described
    for path, operations in described.items():
        told = chapter(text, path)
        for each in operations["get"].get("parameters", []):
            assert f"| `{each['name']}` | {each['in']} |" in told, path
        assert all(status in told for status in operations["get"]["responses"]), path


def test_the_reference_has_every_other_address(app: APIFlask) -> None:
    found = others(app)
    told = dict(re.findall(r"^\| `(/.*?)` \| (.*) \|$", reference("api.md"), re.MULTILINE))
    assert "/healthz" in found
    assert told == found
    assert all(told.values())


def test_the_reference_has_everything_that_python_offers() -> None:
    text = reference("python.md")
    methods = [name for name, _ in members(House)]
    assert {"ingest", "report", "newest"} <= set(methods)
    assert [each for each in methods if not chapter(text, f"House.{each}")] == []
    assert "\n## reelhouse.open\n" in text
    assert {*reelhouse.__all__} - {"open", "House"} <= {each.__name__ for each in GIVEN}


def test_whatever_a_house_answers_with_is_in_the_reference() -> None:
    answers = [member for _, member in members(House) if inspect.isfunction(member)]
    words = {
        word
        for each in answers
        for word in re.findall(
            r"(?<![.\w])[A-Z]\w+", str(inspect.signature(each).return_annotation)
        )
    }
    assert words - {"None", "Self"} <= {each.__name__ for each in GIVEN}
