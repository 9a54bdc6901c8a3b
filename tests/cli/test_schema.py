from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse import schema
from reelhouse.cli.schema import DIALECTS, FORMATS, SNOWFLAKE_MARTS, SNOWFLAKE_REPORTS
from reelhouse.warehouse.snowflake.script import MARTS, REPORTS, script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def test_the_choices_are_those_of_the_schema() -> None:
    assert (FORMATS, DIALECTS) == (schema.FORMATS, schema.DIALECTS)
    assert (SNOWFLAKE_REPORTS, SNOWFLAKE_MARTS) == (REPORTS, MARTS)


@pytest.mark.parametrize("form", ["dbml", "md", "svg"])
def test_text_goes_to_stdout(run: Run, form: str) -> None:
    assert run("schema", "--format", form).stdout_bytes == schema.render(form)


def test_statements_are_those_of_the_dialect(run: Run) -> None:
    text = run("schema", "--format", "sql", "--dialect", "postgres").stdout_bytes
    assert text == schema.render("sql", "postgres")
    assert text != schema.render("sql", "duckdb")


def test_statements_for_snowflake_make_all_that_a_database_has(run: Run) -> None:
    asked = ("schema", "--format", "sql", "--dialect", "snowflake")
    assert run(*asked).stdout == script()
    told = run(*asked, "--snowflake-reports", "materialized").stdout
    assert told == script(reports="materialized") != script()
    told = run(*asked, "--snowflake-marts", "dynamic").stdout
    assert told == script(marts="dynamic") != script()


def test_a_picture_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "model.svg"
    result = run("schema", "--format", "svg", "--output", str(path))
    assert (result.stdout, result.stderr) == ("", f"wrote {path}\n")
    assert path.read_bytes() == schema.render("svg")
