"""`deploy/compose.yaml` names files, options and secrets that there are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import psycopg
import pytest
import yaml

from reelhouse.cli.main import cli
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from tests.pgserver import OwnServer

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = {name: each for name, each in COMPOSE["services"].items() if each["image"] == "reelhouse"}


def require_understood(words: list[str]) -> None:
    """Parse a command line of ours as the program would, without running it."""
    with click.Context(cli) as context:
        name, command, rest = cli.resolve_command(context, words)
    assert command is not None
    command.make_context(name, list(rest))


def test_every_file_that_is_mounted_is_there() -> None:
    for service in COMPOSE["services"].values():
        for mount in service.get("volumes", ()):
            source = mount.split(":")[0]
            if source == "./deliveries":
                continue  # made by setup.sh
            known = (DEPLOY / source).exists() if source.startswith(".") else True
            assert known or source in COMPOSE["volumes"], mount
            assert source.startswith(".") or source in COMPOSE["volumes"], mount


def test_images_of_others_are_named_with_their_version() -> None:
    others = [
        each["image"] for each in COMPOSE["services"].values() if each["image"] != "reelhouse"
    ]
    assert len(others) == 3
    for image in others:
        assert re.search(r":v?\d+", image), image


def test_our_containers_can_do_no_more_than_they_need() -> None:
    assert set(OURS) == {"loader", "web"}
    for service in OURS.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "/tmp" in service["tmpfs"]  # noqa: S108 the container's own


def test_what_they_run_is_understood() -> None:
    require_understood(OURS["web"]["command"])
    require_understood(OURS["loader"]["healthcheck"]["test"][2:])
    [loaded] = re.findall(r"reelhouse (backfill [^|]*)", (DEPLOY / "loader.sh").read_text())
    require_understood(loaded.split())


def test_ports_are_open_on_this_machine_alone() -> None:
    for service in COMPOSE["services"].values():
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """What setup.sh makes."""
    script = tmp_path / "setup.sh"
    shutil.copy(DEPLOY / "setup.sh", script)
    program = Path(sys.executable).with_name("reelhouse")
    environment = {**os.environ, "REELHOUSE": str(program)}
    for _ in range(2):
        done = subprocess.run(
            ["sh", script], env=environment, capture_output=True, text=True, check=True
        )
    assert "nothing was changed" in done.stderr
    return tmp_path


def test_every_secret_is_made_once_and_for_its_owner_alone(made: Path) -> None:
    secrets = made / "secrets"
    named = {Path(each["file"]).name for each in COMPOSE["secrets"].values()}
    assert named <= {each.name for each in secrets.iterdir()}
    used = {
        secret if isinstance(secret, str) else secret["source"]
        for service in COMPOSE["services"].values()
        for secret in service.get("secrets", ())
    }
    assert used == set(COMPOSE["secrets"])
    for name in named:
        assert (secrets / name).stat().st_mode & 0o077 == 0
        assert (secrets / name).read_text()
    tokens = Tokens(secrets / "tokens")
    assert {token.name: token.role for token in tokens.all()} == {
        "prometheus": Role.OPERATOR,
        "operator": Role.OPERATOR,
    }
    for role in ("loader", "web"):
        password = (secrets / f"{role}_password").read_text()
        assert len(password) == 48
        assert (
            secrets / f"{role}_pgpass"
        ).read_text() == f"postgres:5432:films:{role}:{password}\n"


def test_the_role_that_serves_reads_everything_and_writes_nothing(
    own_pgserver: OwnServer, pgdatabase: str, tmp_path: Path
) -> None:
    password = tmp_path / "web_password"
    password.write_text("it's secret")
    database = pgdatabase.rpartition("/")[2]
    environment = {
        "PATH": f"{own_pgserver.psql.parent}:{os.environ['PATH']}",
        "POSTGRES_USER": "postgres",
        "POSTGRES_DB": database,
        "WEB_PASSWORD_FILE": str(password),
        "PGHOST": str(own_pgserver.folder),
        "PGPORT": str(own_pgserver.port),
    }
    script = DEPLOY / "postgres" / "web-role.sh"
    subprocess.run(["sh", script], env=environment, check=True, capture_output=True, text=True)
    with psycopg.connect(own_pgserver.socket_url(database)) as owner:
        owner.execute("create table kept (a integer)")
        owner.commit()
    with psycopg.connect(own_pgserver.url(database, "web", "it's secret")) as web:
        assert web.execute("select count(*) from kept").fetchone() == (0,)
        with pytest.raises(psycopg.Error, match="read-only transaction"):
            web.execute("insert into kept values (1)")
    with psycopg.connect(own_pgserver.socket_url(database), autocommit=True) as owner:
        owner.execute("drop role web")
