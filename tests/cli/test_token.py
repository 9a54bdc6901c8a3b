from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click
import pytest

from reelhouse.cli.token import token
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_the_secret_alone_goes_to_stdout(run: Run, path: Path) -> None:
    result = run("token", "create", "ann", "--expires", "90d", "--tokens", str(path))
    now = datetime.now(UTC)
    found = Tokens(path).holder(result.stdout.strip(), now)
    assert found is not None
    assert (found.name, found.role) == ("ann", Role.READER)
    assert found.expires_at is not None
    assert abs(found.expires_at - now - timedelta(days=90)) < timedelta(minutes=5)
    assert "this once" in result.stderr


def test_tokens_are_listed_without_what_leads_to_their_secrets(run: Run, path: Path) -> None:
    run("token", "create", "ann", "--tokens", str(path))
    run("token", "create", "bob", "--role", "operator", "--tokens", str(path))
    rows = json.loads(run("token", "list", "--format", "json", "--tokens", str(path)).stdout)[
        "rows"
    ]
    assert [(row["name"], row["role"]) for row in rows] == [("ann", "reader"), ("bob", "operator")]
    assert set(rows[0]) == {"name", "role", "created_at", "expires_at"}


def test_a_token_is_revoked(run: Run, path: Path) -> None:
    run("token", "create", "ann", "--tokens", str(path))
    assert run("token", "revoke", "ann", "--tokens", str(path)).exit_code == 0
    again = run("token", "revoke", "ann", "--tokens", str(path))
    assert again.exit_code == 2
    assert "there is no token ann" in again.stderr


def test_tokens_lie_beside_the_warehouse(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REELHOUSE_TOKENS", raising=False)
    run("token", "create", "ann", "--warehouse", f"{tmp_path}/w.duckdb")
    assert (tmp_path / "w.tokens.json").exists()


@pytest.mark.parametrize("name", ["create", "list", "revoke"])
def test_every_command_of_the_group_has_help_and_an_example(name: str) -> None:
    found = token.get_command(click.Context(token), name)
    assert found is not None
    assert found.help
    assert found.short_help
    assert f"  reelhouse token {name}" in str(found.epilog)
    options = [each for each in found.params if isinstance(each, click.Option)]
    assert all(each.help for each in options)
