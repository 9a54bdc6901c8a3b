from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse import looker
from reelhouse.cli.exits import Exit
from reelhouse.cli.lookml import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def test_the_dialects_are_those_of_the_package() -> None:
    assert DIALECTS == looker.DIALECTS


def test_a_project_is_written_with_what_was_asked_for(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "looker"
    result = run("lookml", str(target), "--connection", "films", "--dialect", "snowflake")
    files = looker.project("films", "snowflake")
    assert (result.stdout, result.stderr) == ("", f"wrote {len(files)} files into {target}\n")
    assert {name: (target / name).read_text("utf-8") for name in files} == files


def test_a_folder_that_holds_something_needs_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    refused = run("lookml", str(tmp_path))
    assert refused.exit_code == Exit.USAGE
    assert "is not empty: found mine" in refused.stderr
    assert run("lookml", str(tmp_path), "--force").exit_code == Exit.OK
    assert (tmp_path / "mine").exists()
    assert (tmp_path / "manifest.lkml").exists()
