from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from reelhouse.web.serving import Serving

    Run = Callable[..., Result]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Serving]:
    """What would have been served."""
    monkeypatch.delenv("REELHOUSE_TOKENS", raising=False)
    found: list[Serving] = []
    monkeypatch.setattr("reelhouse.web.server.serve", found.append)
    return found


def test_by_default_it_serves_this_machine_alone(run: Run, served: list[Serving]) -> None:
    result = run("serve")
    assert result.exit_code == 0
    [serving] = served
    assert (serving.host, serving.port, serving.is_open) == ("127.0.0.1", 8000, True)
    assert "http://127.0.0.1:8000/ " in result.stderr
    assert result.stdout == ""


def test_the_options_are_its_terms(run: Run, served: list[Serving]) -> None:
    words = "--host ::1 --port 8080 --max-age 45d --rate 9 --queries 2 --time-limit 1.5"
    proxy = "--trust-proxy-header X-User --proxy-role operator --warehouse w.duckdb --lake l"
    result = run("serve", *words.split(), *proxy.split())
    [serving] = served
    assert (serving.settings.warehouse, serving.settings.lake) == ("w.duckdb", "l")
    assert serving.max_age == timedelta(days=45)
    assert (serving.requests_a_minute, serving.queries, serving.time_limit) == (9, 2, 1.5)
    assert (serving.proxy_header, serving.proxy_role) == ("X-User", Role.OPERATOR)
    assert "http://[::1]:8080/" in result.stderr


def test_it_does_not_start_where_others_can_come_and_nothing_keeps_them_out(
    run: Run, served: list[Serving], tmp_path: Path
) -> None:
    result = run("serve", "--host", "0.0.0.0", "--warehouse", f"{tmp_path}/w.duckdb")  # noqa: S104
    assert result.exit_code == 2
    assert "`reelhouse token create NAME`" in result.stderr
    assert served == []


def test_tokens_beside_the_warehouse_guard_all_but_this_machine(
    run: Run, served: list[Serving], tmp_path: Path
) -> None:
    Tokens(tmp_path / "w.tokens.json").create("ann", Role.READER)
    for host in ("0.0.0.0", "127.0.0.1"):  # noqa: S104
        assert run("serve", "--host", host, "--warehouse", f"{tmp_path}/w.duckdb").exit_code == 0
    assert [each.is_open for each in served] == [False, True]


def test_tokens_that_are_named_guard_every_address(
    run: Run, served: list[Serving], tmp_path: Path
) -> None:
    path = tmp_path / "tokens.json"
    refused = run("serve", "--tokens", str(path))
    assert refused.exit_code == 2
    assert "holds no token" in refused.stderr
    Tokens(path).create("ann", Role.READER)
    run("serve", "--tokens", str(path))
    assert [each.tokens for each in served] == [path]


def test_without_its_packages_it_says_which_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "granian", None)
    result = run("serve")
    assert result.exit_code == 8
    assert "pip install 'reelhouse[web]'" in result.stderr
