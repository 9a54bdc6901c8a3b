"""Tokens: made once, kept as hashes, revoked at once."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reelhouse.errors import NotFoundError, ReelhouseError, UsageError
from reelhouse.settings import TOKENS_VARIABLE, Settings
from reelhouse.web.tokens import Role, Tokens, tokens_file

NOW = datetime.now(UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_a_secret_leads_to_its_token(path: Path) -> None:
    tokens = Tokens(path)
    secret = tokens.create("dashboard", Role.READER)
    other = tokens.create("night-shift", Role.OPERATOR)
    found = tokens.holder(secret, NOW)
    assert found is not None
    assert (found.name, found.role, found.expires_at) == ("dashboard", Role.READER, None)
    assert secret != other
    assert tokens.holder(secret[:-1], NOW) is None
    assert tokens.holder("", NOW) is None


def test_no_secret_is_kept_and_nobody_else_reads_the_file(path: Path) -> None:
    secret = Tokens(path).create("dashboard", Role.READER)
    assert secret not in path.read_text()
    assert secret.removeprefix("rh_") not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_token_ends(path: Path) -> None:
    tokens = Tokens(path)
    secret = tokens.create("dashboard", Role.READER, timedelta(days=90))
    assert tokens.holder(secret, NOW + timedelta(days=89)) is not None
    assert tokens.holder(secret, NOW + timedelta(days=91)) is None


def test_a_revoked_token_lets_nobody_in_whoever_revoked_it(path: Path) -> None:
    running = Tokens(path)
    secret = running.create("dashboard", Role.READER)
    kept = running.create("other", Role.READER)
    assert running.holder(secret, NOW) is not None
    Tokens(path).revoke("dashboard")
    assert running.holder(secret, NOW) is None
    assert running.holder(kept, NOW) is not None


def test_a_name_is_taken_once(path: Path) -> None:
    Tokens(path).create("dashboard", Role.READER)
    with pytest.raises(UsageError, match="there is a token dashboard already"):
        Tokens(path).create("dashboard", Role.OPERATOR)


@pytest.mark.parametrize("name", ["", "a b", "-x", "ü", "a" * 65, "../x"])
def test_a_name_that_cannot_be_one_is_refused(path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a token's name"):
        Tokens(path).create(name, Role.READER)
    assert not path.exists()


def test_what_is_not_there_cannot_be_revoked(path: Path) -> None:
    Tokens(path).create("dashboard", Role.READER)
    with pytest.raises(NotFoundError, match="there is no token other; there are dashboard"):
        Tokens(path).revoke("other")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"tokens": [{}]}', '{"tokens": [{"name": 1}]}', '{"tokens": 7}']
)
def test_a_damaged_file_lets_nobody_in(path: Path, text: str) -> None:
    path.write_text(text)
    with pytest.raises(ReelhouseError, match="cannot be read as a file of tokens"):
        Tokens(path).holder("rh_x", NOW)


def test_nothing_is_left_beside_the_file_but_the_lock(path: Path) -> None:
    tokens = Tokens(path)
    tokens.create("dashboard", Role.READER)
    tokens.revoke("dashboard")
    assert json.loads(path.read_text()) == {"tokens": []}
    assert [each.name for each in path.parent.iterdir() if each.name.endswith(".part")] == []


def test_tokens_are_beside_the_warehouse_unless_they_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings("lake", "data/warehouse.duckdb")
    monkeypatch.delenv(TOKENS_VARIABLE, raising=False)
    assert tokens_file(None, settings) == Path("data/warehouse.tokens.json")
    on_server = Settings("lake", "postgresql://loader@db.example.com/films")
    assert tokens_file(None, on_server) == Path("reelhouse/tokens.json")
    monkeypatch.setenv(TOKENS_VARIABLE, "by-variable.json")
    assert tokens_file(None, settings) == Path("by-variable.json")
    assert tokens_file("given.json", settings) == Path("given.json")
