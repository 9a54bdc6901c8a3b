from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lkml
import pytest
import sqlglot
from lkmlfmt import fmt
from tests.looker.parsed import REFERENCE, models
from tests.looker.resolver import query

from reelhouse.errors import UsageError
from reelhouse.looker import DIALECTS, project, write
from reelhouse.looker.project import REPORTS, TABLES
from reelhouse.looker.routes import VIEW
from reelhouse.looker.target import MARK
from reelhouse.reports.catalog import definitions
from reelhouse.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.looker.parsed import Model
    from tests.states import Place

    from reelhouse.house import House

QUOTED = re.compile(r'"(\w+)"')


def test_it_has_a_view_for_each_table_and_report_and_a_dashboard_for_each_report(
    files: Mapping[str, str],
) -> None:
    views = {report.view for report in definitions()}
    assert set(files) == {
        "manifest.lkml",
        f"models/{REPORTS}.model.lkml",
        f"models/{TABLES}.model.lkml",
        f"views/{VIEW}.view.lkml",
        *(f"views/reports/{each}.view.lkml" for each in (*views, "scope", "company", "genre")),
        *(f"views/tables/{table.name}.view.lkml" for table in load_schema().tables),
        *(f"dashboards/{each}.dashboard.lookml" for each in views),
    }


def test_a_formatter_finds_nothing_to_do(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".lkml"):
            assert fmt(text) == text, name


def test_every_file_says_what_wrote_it(files: Mapping[str, str]) -> None:
    assert {text.partition("\n")[0] for text in files.values()} == {f"# {MARK}"}


def test_the_connection_is_named_once(files: Mapping[str, str]) -> None:
    assert [name for name, text in files.items() if "films" in text.split('"')] == ["manifest.lkml"]
    [constant] = lkml.load(files["manifest.lkml"])["constants"]
    assert (constant["name"], constant["value"]) == ("CONNECTION", "films")
    for model in models(files).values():
        assert model.told["connection"] == "@{CONNECTION}"


def test_what_is_kept_is_good_until_the_state_is_another(
    reports: Model, tables: Model, place: Place, house: House
) -> None:
    for model in (reports, tables):
        [group] = model.told["datagroups"]
        assert model.told["persist_with"] == group["name"]
        [(state,)] = place.query(group["sql_trigger"])
        assert [(state,)] == place.query("select state_id from reelhouse.delivery")
    assert house.drops().num_rows == 1


def test_every_field_that_is_named_is_there(reports: Model, tables: Model) -> None:
    for model in (reports, tables):
        for view in model.views.values():
            for field in view.fields.values():
                for named in REFERENCE.findall(field.sql):
                    assert named == "TABLE" or named in view.fields
            for named in (each for members in view.sets.values() for each in members):
                assert named in view.fields
            for measure in (view.fields[name] for name in view.of_kind("measure")):
                assert set(measure.told.get("drill_fields", [])) <= {
                    f"{each}*" for each in view.sets
                }
        for explore in model.explores.values():
            for join in explore.joins.values():
                for named in REFERENCE.findall(join.condition):
                    assert model.field(explore.name, named).columns


def test_the_reports_ask_nothing_but_their_schema(reports: Model) -> None:
    for view in reports.views.values():
        table = view.told.get("sql_table_name", '"reports".')
        assert table.startswith('"reports".')


def test_in_snowflake_names_are_in_upper_case_and_statements_parse() -> None:
    asked = 0
    for model in models(project("films", "snowflake")).values():
        for explore in model.explores.values():
            for alias, view in explore.views.items():
                fields = model.views[view].of_kind("dimension")
                names = [f"{alias}.{name}" for name in fields]
                statement = query(model, explore.name, names)
                sqlglot.parse_one(statement, dialect="snowflake")
                for name in names:
                    statement = statement.replace(f'as "{name}"', "")
                assert all(each.isupper() for each in QUOTED.findall(statement))
                asked += len(names)
    assert asked > 300


def test_dialects_differ_in_names_alone(files: Mapping[str, str]) -> None:
    snowflake = project("films", "snowflake")
    assert files != snowflake
    for name, text in files.items():
        assert text.lower() == snowflake[name].lower()


@pytest.mark.parametrize("name", ["", "my films", 'x"', "@{A}", "a\nb"])
def test_a_name_that_no_connection_can_have_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a connection"):
        project(name, DIALECTS[0])


def test_an_unknown_dialect_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown dialect 'duckdb': expected one of postgres"):
        write(tmp_path / "looker", dialect="duckdb")
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_the_project(tmp_path: Path, files: Mapping[str, str]) -> None:
    written = write(tmp_path, connection="films")
    assert written == list(files)
    found = {
        each.relative_to(tmp_path).as_posix(): each.read_text("utf-8")
        for each in tmp_path.rglob("*")
        if each.is_file()
    }
    assert found == dict(files)
