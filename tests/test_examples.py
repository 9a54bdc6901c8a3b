"""What lies in `examples/` works: the notebook shows what it prints, and requests and queries are
answered over the golden delivery."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import zlib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import duckdb
import pytest
from docs.examples import rerun
from docs.generate import NOTEBOOK, notebook_as_now
from docs.notebook import rerun_notebook
from tests import served

import reelhouse
from reelhouse.schema import render
from reelhouse.settings import Settings
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = NOTEBOOK.parent
GOLDEN = Path(__file__).parent / "golden" / "delivery"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the golden delivery is loaded."""
    home = tmp_path_factory.mktemp("examples")
    settings = Settings(f"{home}/lake", f"{home}/warehouse.duckdb")
    with reelhouse.open(settings.warehouse, lake=settings.lake) as house:
        house.ingest(GOLDEN, drop="2026-11", max_reject_rate=Decimal(1))
    return settings


# ------------------------------------------------------------------------ the notebook


def test_the_notebook_shows_what_its_cells_print(tmp_path: Path) -> None:
    assert notebook_as_now(tmp_path) == NOTEBOOK.read_text("utf-8"), "run `python -m docs.generate`"


def test_a_cell_shows_what_it_prints_and_its_last_value(tmp_path: Path) -> None:
    cell = '{"cell_type": "code", "source": ["a = 6\\n", "print(a)\\n", "a * 7"]}'
    note = '{"cell_type": "markdown", "source": ["1 / 0"]}'
    shown = rerun_notebook(f'{{"cells": [{note}, {cell}]}}', tmp_path)
    assert re.findall(r'"(\d+(?:\\n)?)"', shown) == ["6\\n", "42"]


def test_a_cell_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        rerun_notebook('{"cells": [{"cell_type": "code", "source": ["1 / 0"]}]}', tmp_path)


# ------------------------------------------------------------------------ requests.sh


@pytest.fixture(scope="module")
def guarded(
    golden: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The address of a server that asks for a token, and one."""
    home = tmp_path_factory.mktemp("guarded")
    secret = Tokens(home / "tokens.json").create("example", Role.READER)
    with served.running(golden, home / "log", "--tokens", f"{home}/tokens.json") as (address, _):
        yield address, secret


def requests(address: str, token: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here, which examples/requests.sh needs")
    return subprocess.run(
        ["sh", str(EXAMPLES / "requests.sh"), address],
        env={**os.environ, "TOKEN": token, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_requests_are_answered(guarded: tuple[str, str]) -> None:
    done = requests(*guarded)
    parts = done.stdout.split("== ")[1:]
    assert (done.returncode, done.stderr) == (0, "")
    assert all(each.partition("\n")[2].strip() for each in parts)
    assert "company_id,company,release_year,movies,known,revenue" in parts[1]
    assert '"value"' in parts[2]
    assert 'rel="next"' in parts[3]
    assert '"movies_total"' in parts[4]
    assert '"title"' in parts[5]
    assert parts[6].splitlines()[1] == "304"
    assert '"parameter":"yaer"' in parts[7].replace(" ", "")


def test_requests_end_with_an_error_where_they_are_refused(guarded: tuple[str, str]) -> None:
    done = requests(guarded[0], "that of nobody")
    assert done.returncode != 0
    assert "401" in done.stderr


# ------------------------------------------------------------------------ queries.sql


def statements() -> list[str]:
    return [
        each for each in (EXAMPLES / "queries.sql").read_text("utf-8").split(";") if each.strip()
    ]


@pytest.mark.parametrize("number", range(len(statements())))
def test_a_query_has_an_answer(golden: Settings, number: int) -> None:
    with duckdb.connect(golden.warehouse, read_only=True) as warehouse:
        assert warehouse.execute(statements()[number]).fetchall()


# ------------------------------------------------------------------------ dbdiagram.md


def test_the_link_to_dbdiagram_holds_the_definition(tmp_path: Path) -> None:
    rerun((EXAMPLES / "dbdiagram.md").read_text("utf-8"), tmp_path)
    address, _, packed = (tmp_path / "link.txt").read_text().partition("#c=")
    kind, _, text = unquote(packed).partition(":")
    assert (address, kind) == ("https://dbdiagram.io/embed", "pako")
    assert zlib.decompress(base64.b64decode(text)) == render("dbml")
